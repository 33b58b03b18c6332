// SPDX-License-Identifier: Apache-2.0
// Floats and their bits.
#pragma once

#include <stdint.h>

namespace mote {

inline uint32_t bits_of_float(float x) {
  uint32_t bits = 0;
  __builtin_memcpy(&bits, &x, sizeof(bits));
  return bits;
}

inline float float_of_bits(uint32_t bits) {
  float x = 0;
  __builtin_memcpy(&x, &bits, sizeof(x));
  return x;
}

/// exponent in [-126, 127].
inline float power_of_two(int32_t exponent) {
  return float_of_bits(static_cast<uint32_t>(exponent + 127) << 23);
}

constexpr uint32_t kSignBit = 0x80000000;
constexpr uint32_t kInfinityBits = 0x7F800000;
constexpr uint32_t kNaNBits = 0x7FC00000;

/// A finite float above zero as mantissa * 2^exponent, the mantissa of exactly 24 bits.
struct FloatParts {
  uint32_t mantissa;
  int32_t exponent;
};
inline FloatParts parts_of_positive(uint32_t bits) {
  const uint32_t fraction = bits & 0x7FFFFF;
  if (bits >= 0x800000) return {fraction | 0x800000, static_cast<int32_t>(bits >> 23) - 150};
  FloatParts parts{fraction, -149};
  for (; parts.mantissa < 0x800000; parts.mantissa <<= 1) --parts.exponent;
  return parts;
}

}  // namespace mote
