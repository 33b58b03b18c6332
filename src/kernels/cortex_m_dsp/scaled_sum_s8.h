// SPDX-License-Identifier: Apache-2.0
// Sum of two int8 tensors of one shape for any scales, as TFLite computes it: each input is brought to
// a common scale with 20 bits of headroom, then their sum to the output's. Where a host can search
// for the numbers, add_s8.h needs a third of the instructions.
#pragma once

#include <stdint.h>

#include "kernels/cortex_m_dsp/channel_factors.h"

namespace mote::cortex_m_dsp {

constexpr int32_t kSumHeadroomBits = 20;

/// From an input to the common scale: at most 1/2.
struct SumInput {
  int32_t zero_point;
  int32_t doubled_multiplier;  ///< modulo 2^32
  int32_t half, shift;         ///< then + half and >> shift, which is at least 1
};
/// A factor of at most 1/2, as in ops/add.
constexpr SumInput sum_input(const Rescale& factor, int32_t zero_point) {
  // 1/2 is 1 with one shift more. A shift of 31 leaves nothing of a product of 28 bits.
  if (factor.multiplier != 0 && factor.shift == 0) return {zero_point, 0, 1, 1};
  const int32_t shift = factor.multiplier == 0 ? 31 : -factor.shift;
  return {zero_point, static_cast<int32_t>(static_cast<uint32_t>(factor.multiplier) * 2),
          static_cast<int32_t>(uint32_t{1} << (shift - 1)), shift};
}

struct ScaledSum8 {
  SumInput first, second;
  ChannelFactor factor;  ///< exact
  OutputScaling output;
  uint32_t count;
};

/// Inputs and output may be the same memory.
void scaled_sum_s8(const ScaledSum8& p, const int8_t* first, const int8_t* second, int8_t* output);

}  // namespace mote::cortex_m_dsp
