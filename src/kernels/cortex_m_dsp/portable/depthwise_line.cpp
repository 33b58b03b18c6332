// SPDX-License-Identifier: Apache-2.0
// What arm/depthwise_line.cpp computes, from the same layouts.
#include "kernels/cortex_m_dsp/depthwise_line.h"

#include "intrinsics.h"
namespace mote::cortex_m_dsp {
namespace {

template <int32_t kStride, class Finish>
void for_each_output(const DepthwiseChannel* channels, const uint32_t* lines, int8_t* output,
                     const DepthwiseLine& line, Finish finish) {
  for (int32_t c = 0; channels + c != line.channels_end; ++c) {
    const DepthwiseChannel& channel = channels[c];
    for (int32_t x = 0; x < line.outputs; ++x) {
      int32_t sum = channel.bias;
      for (int32_t slot = 0; slot < kSlots; ++slot) {
        const DepthwiseChannel::Row& row = channel.rows[line.first_row + slot];
        const int32_t pair = x * kStride / 2;
        const uint32_t here = lines[pair * kLineWordsPerPair + c * kSlots + slot];
        const uint32_t next = lines[(pair + 1) * kLineWordsPerPair + c * kSlots + slot];
        if (kStride == 2 || x % 2 == 0) {
          sum = smlabt(next, row.last, smlad(here, row.first, sum));
        } else {
          sum = smlad(next, row.last, smlatb(here, row.first, sum));
        }
      }
      finish(sum, channel, output + x * line.step + c);
    }
  }
}

void rectified(int32_t sum, const DepthwiseChannel& channel, int8_t* to) {
  *to = static_cast<int8_t>(ssat8(smmulr(sum, channel.factor) >> kRectifiedShift));
}

/// With a step of four bytes.
void keep(int32_t sum, const DepthwiseChannel& /*channel*/, int8_t* to) {
  __builtin_memcpy(to, &sum, 4);
}

DepthwiseLine in_words(DepthwiseLine line) {
  line.step = 4;
  return line;
}

struct Exact {
  int32_t zero_point;
  void operator()(int32_t sum, const DepthwiseChannel& channel, int8_t* to) const {
    sum >>= 8;
    const int32_t scaled = smmlar(sum, channel.factor, sum + (sum >> 31));
    *to = static_cast<int8_t>(ssat8(smmlar(scaled, channel.second_factor, zero_point)));
  }
};

}  // namespace

extern "C" {

void mote_dsp_depthwise_line_rectified(const DepthwiseChannel* channels, const uint32_t* lines,
                                       int8_t* output, const DepthwiseLine& line) {
  for_each_output<1>(channels, lines, output, line, rectified);
}
void mote_dsp_depthwise_line_exact(const DepthwiseChannel* channels, const uint32_t* lines,
                                   int8_t* output, const DepthwiseLine& line) {
  for_each_output<1>(channels, lines, output, line, Exact{line.output_zero_point});
}
void mote_dsp_depthwise_line_2_rectified(const DepthwiseChannel* channels, const uint32_t* lines,
                                         int8_t* output, const DepthwiseLine& line) {
  for_each_output<2>(channels, lines, output, line, rectified);
}
void mote_dsp_depthwise_line_2_exact(const DepthwiseChannel* channels, const uint32_t* lines,
                                     int8_t* output, const DepthwiseLine& line) {
  for_each_output<2>(channels, lines, output, line, Exact{line.output_zero_point});
}
void mote_dsp_depthwise_line_sums(const DepthwiseChannel* channels, const uint32_t* lines,
                                  int8_t* output, const DepthwiseLine& line) {
  for_each_output<1>(channels, lines, output, in_words(line), keep);
}
void mote_dsp_depthwise_line_2_sums(const DepthwiseChannel* channels, const uint32_t* lines,
                                    int8_t* output, const DepthwiseLine& line) {
  for_each_output<2>(channels, lines, output, in_words(line), keep);
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
