// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"

#include "base/float_bits.h"

namespace mote {
namespace {

/// e^x = 2^n (1 + rest).
struct Exponential {
  int32_t n;
  float rest;
};

/// For x in [-104, 89].
Exponential exponential(float x) {
  // e^x = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is taken off in two parts,
  // the first of which has so few bits that n times it is exact.
  constexpr float kLog2E = 1.44269504F;
  constexpr float kLn2High = 0.693145751953125F;
  constexpr float kLn2Low = 1.42860677e-6F;
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
  return {n, r + r * r * series};
}

}  // namespace

float exp_f32(float x) {
  if (x != x) return x;
  if (x > 88.7228394F) return __builtin_inff();
  if (x < -103.972084F) return 0.0F;
  const Exponential e = exponential(x);
  // 2^n in two factors, so that neither leaves the range of normal floats.
  const int32_t first = e.n / 2;
  return (1.0F + e.rest) * power_of_two(first) * power_of_two(e.n - first);
}

float expm1_f32(float x) {
  if (x != x) return x;
  if (x > 80.0F) return exp_f32(x);
  if (x < -17.4F) return -1.0F;
  const Exponential e = exponential(x);
  // 2^n (1 + rest) - 1 without the cancellation of the two ones. Without n, x is kept to the bit.
  const float power = power_of_two(e.n);
  return e.n == 0 ? e.rest : power * e.rest + (power - 1.0F);
}

float tanh_f32(float x) {
  const float magnitude = __builtin_fabsf(x);
  if (magnitude > 9.1F) return x < 0 ? -1.0F : 1.0F;
  const float t = expm1_f32(2.0F * magnitude);
  const float positive = t / (t + 2.0F);
  return __builtin_copysignf(positive, x);
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
