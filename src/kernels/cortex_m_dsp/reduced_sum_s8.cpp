// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/reduced_sum_s8.h"

#include "base/fixed_point.h"
#include "kernels/cortex_m_dsp/channel_sums.h"

namespace mote::cortex_m_dsp {

void reduced_sum_s8(const ReducedSum& p, const int8_t* input, int8_t* output) {
  const int32_t channels = p.channels;
  const auto scaled = [&p](int32_t sum) {
    const int32_t value = rescale(sum - p.zero_total, p.multiplier, p.shift) + p.output_zero_point;
    return static_cast<int8_t>(clamp<int32_t>(value, -128, 127));
  };
  for (int32_t batch = p.batches; batch > 0; --batch, input += p.rows * channels) {
    const Patch patch{input, 1, p.rows, 0, channels};
    const int8_t* from = input;
    int32_t left = channels;
    for (; left >= 4; left -= 4, from += 4, output += 4) {
      const ChannelSums sums = sum_of_words(patch, from);
      for (int32_t i = 0; i < 4; ++i) output[i] = scaled(sums.values[i]);
    }
    for (; left > 0; --left) *output++ = scaled(sum_of_one(patch, from++));
  }
}

}  // namespace mote::cortex_m_dsp
