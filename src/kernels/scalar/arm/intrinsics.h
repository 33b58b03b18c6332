// SPDX-License-Identifier: Apache-2.0
// How Cortex-M0 and M3 compute what portable/intrinsics.h says.
#pragma once

#include <stdint.h>

namespace mote::scalar {

#if __ARM_ARCH_ISA_THUMB == 1

/// There is no product of 64 bits: halves of the factors, of which the sum's lower one has a sign, so
/// that each product, and the sum of those in the middle, fits a word.
class Multiplier {
 public:
  Multiplier(int32_t value) : low_(value & 0xFFFF), high_(value >> 16) {}
  [[gnu::always_inline]] int32_t high_of_double(int32_t sum) const {
    const int32_t twice = 2 * sum;
    const int32_t low = static_cast<int16_t>(twice);
    const int32_t high = (twice - low) >> 16;
    const int32_t middle = low * high_ + ((low * low_) >> 16) + high * low_ + 0x8000;
    return high * high_ + (middle >> 16);
  }

 private:
  int32_t low_, high_;
};

[[gnu::always_inline]] inline int32_t multiply_high_of_double(int32_t sum,
                                                              const Multiplier& multiplier) {
  return multiplier.high_of_double(sum);
}
[[gnu::always_inline]] inline int32_t saturate_to_byte(int32_t x) {
  if (__builtin_expect(x != static_cast<int8_t>(x), 0)) return (x >> 31) ^ 127;
  return x;
}

#else

using Multiplier = int32_t;

[[gnu::always_inline]] inline int32_t multiply_high_of_double(int32_t sum, Multiplier multiplier) {
  return static_cast<int32_t>((int64_t{2 * sum} * multiplier + (int64_t{1} << 31)) >> 32);
}
[[gnu::always_inline]] inline int32_t saturate_to_byte(int32_t x) {
  int32_t y;
  asm("ssat %0, #8, %1" : "=r"(y) : "r"(x));
  return y;
}

#endif

}  // namespace mote::scalar
