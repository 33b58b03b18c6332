// SPDX-License-Identifier: Apache-2.0
// rescale() for the sums and factors of layer.h, in C++, for the sources of this folder.
#pragma once

#include "kernels/scalar/layer.h"

namespace mote::scalar {

/// multiply_high_rounded() for sums within kSumBound.
[[gnu::always_inline]] inline int32_t multiply_high(int32_t sum, int32_t multiplier) {
  return static_cast<int32_t>((int64_t{2 * sum} * multiplier + (int64_t{1} << 31)) >> 32);
}
/// The same where there is no product of 64 bits: halves of the factors, of which the sum's lower one
/// has a sign, so that each product, and the sum of those in the middle, fits a word.
[[gnu::always_inline]] inline int32_t multiply_high_by_halves(int32_t sum, int32_t multiplier) {
  const int32_t twice = 2 * sum;
  const int32_t low = static_cast<int16_t>(twice);
  const int32_t high = (twice - low) >> 16;
  const int32_t low_factor = multiplier & 0xFFFF;
  const int32_t high_factor = multiplier >> 16;
  const int32_t middle =
      low * high_factor + ((low * low_factor) >> 16) + high * low_factor + 0x8000;
  return high * high_factor + (middle >> 16);
}

[[gnu::always_inline]] inline int8_t saturated(int32_t value) {
  const bool fits = value == static_cast<int8_t>(value);
  return static_cast<int8_t>(__builtin_expect(fits, 1) ? value : (value >> 31) ^ 127);
}

/// offset: twice the output's zero point, and 1. Saturated to int8.
[[gnu::always_inline]] inline int8_t requantized(int32_t sum, const Factor& factor,
                                                 int32_t offset) {
#if __ARM_ARCH_ISA_THUMB == 1
  const int32_t high = multiply_high_by_halves(sum, factor.multiplier);
#else
  const int32_t high = multiply_high(sum, factor.multiplier);
#endif
  // Ties away from zero: less one for negative numbers, then ties up: half of 2^shift.
  const int32_t shifted_offset = offset * (int32_t{1} << (factor.shift - 1));
  return saturated((high + (high >> 31) + shifted_offset) >> factor.shift);
}

}  // namespace mote::scalar
