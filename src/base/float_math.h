// SPDX-License-Identifier: Apache-2.0
// The float32 functions that float operators need, without a C library. Not for integer kernels:
// including this in one would pull a soft-float library into an image for a core without FPU.
#pragma once

#include <stdint.h>

namespace mote {

/// Towards minus infinity, plus infinity, and to the nearest integer, ties to even. Exact.
float floor_f32(float x);
float ceil_f32(float x);
float round_half_even_f32(float x);

/// Rounded correctly; NaN below zero.
float sqrt_f32(float x);

/// The natural logarithm within 1 ULP; minus infinity of zero, NaN below it.
float log_f32(float x);

/// Within 2 ULP, for every finite x: arguments are reduced exactly.
float sin_f32(float x);
float cos_f32(float x);

/// Angle of the point (x, y) within 2 ULP, in [-pi, pi]; special cases as in C.
float atan2_f32(float y, float x);

/// x^y within 1 ULP; special cases as in C. Integer arithmetic only.
float pow_f32(float x, float y);

/// floor(a / b) of the exact quotient, rounded to a float; b is not zero.
float floor_divide_f32(float a, float b);
/// What is left of a when it is divided so: it has the sign of b. NaN for b = 0.
float floor_modulo_f32(float a, float b);

/// e^x within 2 ULP for results that are normal floats; 0 below -103.98, infinity above 88.72.
float exp_f32(float x);

/// e^x - 1 within 2 ULP; -1 below -17.4, infinity above 88.72.
float expm1_f32(float x);

/// tanh(x) within 3 ULP.
float tanh_f32(float x);

/// 1 - erf(x) within 8 ULP where it is a normal float.
float erfc_f32(float x);

/// x rounded to the nearest integer, ties away from zero, saturated to int32; NaN gives 0.
int32_t round_half_away(float x);

}  // namespace mote
