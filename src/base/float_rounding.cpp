// SPDX-License-Identifier: Apache-2.0
// To integers within the float, by its bits.
#include "base/float_bits.h"
#include "base/float_math.h"

namespace mote {
namespace {

constexpr uint32_t kOne = 0x3F800000;

/// Bits below the binary point of a float of that exponent, in [0, 22].
constexpr uint32_t fraction_mask(int32_t exponent) { return uint32_t{0x7FFFFF} >> exponent; }

constexpr int32_t exponent_of(uint32_t bits) {
  return static_cast<int32_t>(bits >> 23 & 0xFF) - 127;
}

}  // namespace

float floor_f32(float x) {
  const uint32_t bits = bits_of_float(x);
  const int32_t exponent = exponent_of(bits);
  const bool is_negative = (bits & kSignBit) != 0;
  if (exponent > 22) return x;
  if (exponent < 0) {
    if ((bits & ~kSignBit) == 0) return x;
    return is_negative ? -1.0F : 0.0F;
  }
  const uint32_t mask = fraction_mask(exponent);
  if ((bits & mask) == 0) return x;
  return float_of_bits((bits + (is_negative ? mask : 0)) & ~mask);
}

float ceil_f32(float x) { return -floor_f32(-x); }

float round_half_even_f32(float x) {
  const uint32_t bits = bits_of_float(x);
  const int32_t exponent = exponent_of(bits);
  if (exponent > 22) return x;
  if (exponent < 0) {
    constexpr uint32_t kHalf = 0x3F000000;
    const bool is_above_half = (bits & ~kSignBit) > kHalf;
    return float_of_bits((bits & kSignBit) | (is_above_half ? kOne : 0));
  }
  const uint32_t mask = fraction_mask(exponent);
  const uint32_t is_odd = (bits & (mask + 1)) != 0 ? 1 : 0;
  return float_of_bits((bits + (mask >> 1) + is_odd) & ~mask);
}

}  // namespace mote
