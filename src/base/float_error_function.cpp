// SPDX-License-Identifier: Apache-2.0
#include "base/float_bits.h"
#include "base/float_math.h"

namespace mote {
namespace {

/// Coefficients from the constant term up.
template <int32_t kCount>
float polynomial(const float (&coefficients)[kCount], float x) {
  float y = coefficients[kCount - 1];
  for (int32_t i = kCount - 2; i >= 0; --i) y = y * x + coefficients[i];
  return y;
}

/// For x < 1/2: Taylor's series.
float erf_near_zero(float x) {
  static constexpr float kTaylor[] = {1.1283792F,   -0.37612638F,   0.11283792F,    -0.026866172F,
                                      0.005223978F, -0.0008548327F, 0.000120553326F};
  return x * polynomial(kTaylor, x * x);
}

/// e^(x^2) erfc(x) for x in [0.48, 10.3]: t times a polynomial in t = 1 / (1 + x/2), fitted by least
/// squares at 2000 Chebyshev nodes to a relative error below 2^-26.
float scaled_erfc(float x) {
  static constexpr float kFit[] = {0.2820755F,  0.28259778F,  0.2412371F,
                                   0.21112485F, -0.04914067F, 0.31445584F,
                                   -0.5220516F, 0.30267972F,  -0.062973335F};
  const float t = 1.0F / (1.0F + 0.5F * x);
  return t * polynomial(kFit, t);
}

}  // namespace

float erfc_f32(float x) {
  const float magnitude = __builtin_fabsf(x);
  if (magnitude < 0.5F) return 1.0F - erf_near_zero(x);
  if (magnitude > 10.1F) return x < 0 ? 2.0F : 0.0F;
  // x^2 as an exact square and what is left, because e^(x^2) magnifies the error of its exponent.
  const float high = float_of_bits(bits_of_float(magnitude) & 0xFFFFF000);
  const float rest = (magnitude - high) * (magnitude + high);
  const float positive = exp_f32(-high * high) * (exp_f32(-rest) * scaled_erfc(magnitude));
  return x < 0 ? 2.0F - positive : positive;
}

}  // namespace mote
