// SPDX-License-Identifier: Apache-2.0
// Vector instructions of the core, computed in C++, one lane at a time.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_mve {

inline int32_t wrapping_add(int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
}

inline int32_t vmladava_s8(int32_t sum, const int8_t* a, const int8_t* b) {
  for (int32_t i = 0; i < 16; ++i) sum = wrapping_add(sum, int32_t{a[i]} * b[i]);
  return sum;
}

inline int32_t vqrdmulh_s32(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) return INT32_MAX;
  return static_cast<int32_t>((int64_t{a} * b + (int64_t{1} << 30)) >> 31);
}

/// Only to the right: shift in [-31, 0].
inline int32_t vrshl_s32(int32_t a, int32_t shift) {
  if (shift == 0) return a;
  return static_cast<int32_t>((int64_t{a} + (int64_t{1} << (-shift - 1))) >> -shift);
}

inline int32_t saturated_s16(int32_t a) {
  return a < INT16_MIN ? INT16_MIN : a > INT16_MAX ? INT16_MAX : a;
}

struct OutputScale {
  int32_t zero_point, low, high;
  bool is_exact;
};

/// As the ends of all blocks do it.
inline int8_t requantized(int32_t sum, int32_t multiplier, int32_t shift,
                          const OutputScale& scale) {
  int32_t value = vqrdmulh_s32(sum, multiplier);
  if (scale.is_exact) value = wrapping_add(value, value >> 31);
  value = saturated_s16(vrshl_s32(value, shift));
  value = saturated_s16(value + scale.zero_point);
  value = value < scale.low ? scale.low : value > scale.high ? scale.high : value;
  return static_cast<int8_t>(value);
}

}  // namespace mote::cortex_m_mve
