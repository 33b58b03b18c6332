// SPDX-License-Identifier: Apache-2.0
// What a host and RV32 compile well from C++; arm/intrinsics.h has the same for Cortex-M.
#pragma once

#include <stdint.h>

namespace mote::scalar {

using Multiplier = int32_t;

/// multiply_high_rounded() of base/fixed_point.h, for sums within kSumBound.
[[gnu::always_inline]] inline int32_t multiply_high_of_double(int32_t sum, Multiplier multiplier) {
  return static_cast<int32_t>((int64_t{2 * sum} * multiplier + (int64_t{1} << 31)) >> 32);
}

[[gnu::always_inline]] inline int32_t saturate_to_byte(int32_t x) {
  if (__builtin_expect(x != static_cast<int8_t>(x), 0)) return (x >> 31) ^ 127;
  return x;
}

}  // namespace mote::scalar
