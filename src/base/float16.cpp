// SPDX-License-Identifier: Apache-2.0
#include "base/float16.h"

namespace mote {

uint32_t float_bits_from_half(uint16_t half) {
  const uint32_t sign = (half & 0x8000U) << 16;
  uint32_t mantissa = half & 0x3FFU;
  uint32_t exponent = half >> 10 & 31U;
  if (exponent == 31) return sign | 0x7F800000 | mantissa << 13;
  if (exponent == 0) {
    if (mantissa == 0) return sign;
    for (exponent = 1; (mantissa & 0x400) == 0; mantissa <<= 1) --exponent;  // wraps below 1
    mantissa &= 0x3FF;
  }
  return sign | (exponent + (127 - 15)) << 23 | mantissa << 13;
}

uint16_t half_from_float_bits(uint32_t bits) {
  const uint32_t sign = bits >> 16 & 0x8000;
  const uint32_t magnitude = bits & 0x7FFFFFFF;
  if (magnitude > 0x7F800000) return static_cast<uint16_t>(sign | 0x7E00);   // not a number
  if (magnitude >= 0x47800000) return static_cast<uint16_t>(sign | 0x7C00);  // 2^16 and above
  // Kept bits times 2^dropped, the exponent included: a carry out of the mantissa moves it.
  uint32_t value = magnitude - ((127U - 15U) << 23);
  uint32_t dropped = 13;
  if (magnitude < 0x38800000) {  // below 2^-14: no leading one
    if (magnitude < 0x33000000) return static_cast<uint16_t>(sign);
    value = (magnitude & 0x7FFFFF) | 0x800000;
    dropped = 126 - (magnitude >> 23);
  }
  const uint32_t half = uint32_t{1} << (dropped - 1);
  const uint32_t rest = value & ((half << 1) - 1);
  uint32_t kept = value >> dropped;
  if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
  return static_cast<uint16_t>(sign | kept);
}

}  // namespace mote
