// SPDX-License-Identifier: Apache-2.0
#include "base/float_bits.h"
#include "base/float_math.h"
#include "base/real.h"

namespace mote {

float sqrt_f32(float x) {
  const uint32_t bits = bits_of_float(x);
  if (bits <= kInfinityBits) {
    return bits == kInfinityBits ? x : float_of_bits(square_root_of_float_bits(bits));
  }
  return bits == kSignBit || x != x ? x : float_of_bits(kNaNBits);
}

float log_f32(float x) {
  // x = 2^n m with m in [1/sqrt(2), sqrt(2)), and log m = log(1 + f) = 2 artanh s with
  // s = f / (2 + f), a series in s^2 < 0.03. As 2 s = f - s f, the exact f stands alone and
  // roundings of s count little.
  constexpr uint32_t kRootOfHalf = 0x3F3504F3;
  constexpr float kLn2High = 0.693145751953125F;  // n times it is exact
  constexpr float kLn2Low = 1.42860677e-6F;
  uint32_t bits = bits_of_float(x);
  if (x != x || bits == kInfinityBits) return x;
  if ((bits & ~kSignBit) == 0) return -__builtin_inff();
  if (bits > kSignBit) return float_of_bits(kNaNBits);
  int32_t n = 0;
  if (bits < 0x800000) {
    bits = bits_of_float(x * 0x1p23F);
    n = -23;
  }
  const int32_t steps = static_cast<int32_t>(bits - kRootOfHalf) >> 23;
  const float f = float_of_bits(bits - (static_cast<uint32_t>(steps) << 23)) - 1.0F;
  const float s = f / (2.0F + f);
  const float t = s * s;
  const float series =
      t * (2.0F / 3.0F + t * (2.0F / 5.0F + t * (2.0F / 7.0F + t * (2.0F / 9.0F))));
  const auto whole = static_cast<float>(n + steps);
  return whole * kLn2High + (f - (s * (f - series) - whole * kLn2Low));
}

}  // namespace mote
