// SPDX-License-Identifier: Apache-2.0
// The float32 functions that float operators need, without a C library. Not for integer kernels:
// including this in one would pull a soft-float library into an image for a core without FPU.
#pragma once

#include <stdint.h>

namespace mote {

/// e^x within 2 ULP for results that are normal floats; 0 below -103.98, infinity above 88.72.
float exp_f32(float x);

/// e^x - 1 within 2 ULP; -1 below -17.4, infinity above 88.72.
float expm1_f32(float x);

/// tanh(x) within 2 ULP.
float tanh_f32(float x);

/// x rounded to the nearest integer, ties away from zero, saturated to int32; NaN gives 0.
int32_t round_half_away(float x);

}  // namespace mote
