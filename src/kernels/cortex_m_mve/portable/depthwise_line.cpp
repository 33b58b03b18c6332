// SPDX-License-Identifier: Apache-2.0
// What arm/depthwise_line.cpp computes, from the same layouts.
#include "kernels/cortex_m_mve/depthwise_line.h"

#include "vectors.h"

namespace mote::cortex_m_mve {
namespace {

constexpr int32_t kPatchBytes = kPatch * kPatch;
constexpr int32_t kMaskBits = 4;  // of an output

/// Four words of one channel, side by side in the image.
struct Patch {
  int8_t bytes[kPatchBytes];
  Patch(const int8_t* lines, const uint32_t* columns) {
    for (int32_t i = 0; i < kPatch; ++i) {
      __builtin_memcpy(bytes + kPatch * i, lines + columns[i], kPatch);
    }
  }
};

/// A round of four outputs: sum(which, lines, filter).
template <class Sum>
void for_each_channel(const int8_t* lines, const int32_t* filters, int8_t* output,
                      const DepthwiseLine& line, const int32_t* factors, Sum sum) {
  const OutputScale scale{line.output_zero_point, INT8_MIN, INT8_MAX, line.is_exact != 0};
  const int32_t rounds = line.rounds + (line.last_mask != line.mask ? 1 : 0);
  for (const int32_t* end = factors; filters != end; filters += kFilterWords) {
    const auto* filter = reinterpret_cast<const int8_t*>(filters);
    for (int32_t round = 0; round < rounds; ++round) {
      const int32_t mask = round == line.rounds ? line.last_mask : line.mask;
      for (int32_t i = 0; i < 4; ++i) {
        if ((mask >> (kMaskBits * i) & 1) == 0) continue;
        const int32_t value = sum(i, lines + round * line.line_advance, filter);
        output[round * line.output_advance + static_cast<int32_t>(line.outputs[i])] =
            requantized(wrapping_add(value, factors[0]), factors[1], factors[2], scale);
      }
    }
    lines += kPatch;
    ++output;
    factors += kFactorWords;
  }
}

}  // namespace

extern "C" {

void mote_mve_interleave(const int8_t* const* rows, int32_t count, int8_t* to) {
  for (int32_t at = 0; at < count; at += kStep) {
    for (int32_t i = at; i < at + kStep; ++i) {
      for (int32_t row = 0; row < kPatch; ++row) *to++ = i < count ? rows[row][i] : 0;
    }
  }
}

void mote_mve_depthwise_squares(const int8_t* lines, const int32_t* filters, int8_t* output,
                                const DepthwiseLine& line, const int32_t* factors) {
  // One column, one row and both before the filter.
  constexpr int32_t kPlaces[] = {0, -4, -1, -5};
  for_each_channel(lines, filters, output, line, factors,
                   [&](int32_t i, const int8_t* from, const int8_t* filter) {
                     return vmladava_s8(0, Patch(from, line.columns).bytes, filter + kPlaces[i]);
                   });
}

void mote_mve_depthwise_rows(const int8_t* lines, const int32_t* filters, int8_t* output,
                             const DepthwiseLine& line, const int32_t* factors) {
  for_each_channel(lines, filters, output, line, factors,
                   [&](int32_t i, const int8_t* from, const int8_t* filter) {
                     const int8_t* patch = from + i * static_cast<int32_t>(line.patch_advance);
                     return vmladava_s8(0, Patch(patch, line.columns).bytes, filter);
                   });
}

}  // extern "C"
}  // namespace mote::cortex_m_mve
