// SPDX-License-Identifier: Apache-2.0
// Exponential and reciprocal in 32-bit fixed point, bit for bit as TFLite's integer kernels have
// them. Qm stands for m integer bits and 31 - m fraction bits.
// Source: the definitions of gemmlowp's fixed-point library.
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote {

/// e^x in Q0 for x <= 0 in Q5.
int32_t exp_of_nonpositive_q5(int32_t x);

/// A positive number's reciprocal.
struct Reciprocal {
  int32_t value;  ///< Q0, in [1/2, 1]
  int32_t shift;  ///< the reciprocal is value * 2^-shift
};
/// Of x in Q`integer_bits`, taken as unsigned; not 0.
Reciprocal reciprocal(int32_t x, int32_t integer_bits);

/// The factor 1 / sqrt(x); x >= 0. Zero gives what one gives.
Rescale inverse_square_root(int32_t x);

}  // namespace mote
