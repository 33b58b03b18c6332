// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"

namespace mote {
namespace {

float float_from_bits(uint32_t bits) {
  float x = 0;
  __builtin_memcpy(&x, &bits, sizeof(x));
  return x;
}

}  // namespace

float exp_f32(float x) {
  // e^x = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is taken off in two parts,
  // the first of which has so few bits that n times it is exact.
  constexpr float kLog2E = 1.44269504F;
  constexpr float kLn2High = 0.693145751953125F;
  constexpr float kLn2Low = 1.42860677e-6F;
  if (x != x) return x;
  if (x > 88.7228394F) return __builtin_inff();
  if (x < -103.972084F) return 0.0F;
  const int32_t n = round_half_away(x * kLog2E);
  const auto n_float = static_cast<float>(n);
  const float r = (x - n_float * kLn2High) - n_float * kLn2Low;
  // Taylor series to the 7th power: the next term is below 2^-29 of the result.
  float series = 1.0F / 5040.0F;
  series = series * r + 1.0F / 720.0F;
  series = series * r + 1.0F / 120.0F;
  series = series * r + 1.0F / 24.0F;
  series = series * r + 1.0F / 6.0F;
  series = series * r + 0.5F;
  const float result = 1.0F + (r + r * r * series);
  // 2^n in two factors, so that neither leaves the range of normal floats.
  const int32_t first = n / 2;
  const int32_t second = n - first;
  return result * float_from_bits(static_cast<uint32_t>(first + 127) << 23) *
         float_from_bits(static_cast<uint32_t>(second + 127) << 23);
}

int32_t round_half_away(float x) {
  if (x != x) return 0;
  if (x >= 2147483648.0F) return INT32_MAX;
  if (x <= -2147483648.0F) return INT32_MIN;
  const auto whole = static_cast<int32_t>(x);  // towards zero
  const float rest = x - static_cast<float>(whole);
  if (rest >= 0.5F) return whole + 1;
  if (rest <= -0.5F) return whole - 1;
  return whole;
}

}  // namespace mote
