// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

namespace mote::scalar {

/// multiply_high_rounded() of base/fixed_point.h for sums within kSumBound.
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

}  // namespace mote::scalar
