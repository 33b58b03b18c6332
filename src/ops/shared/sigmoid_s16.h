// SPDX-License-Identifier: Apache-2.0
// Logistic function and hyperbolic tangent of 16-bit numbers, from one table with linear
// interpolation, bit for bit as TFLite's integer kernels have them.
// Source: TFLite operator semantics; the table: tools/ops/make_tables.py.
#pragma once

#include <stdint.h>

namespace mote {

/// 1 / (1 + e^-x) in Q15, x in units of 1 / 12288.
int16_t logistic_s16(int32_t x);
/// tanh(x) in Q15, x in units of 1 / 12288.
int16_t tanh_s16(int32_t x);

/// From elements of a scale to units of 1 / 12288: (element * multiplier + half) >> shift.
struct SigmoidInput {
  int32_t multiplier;  ///< at most 65535
  int32_t shift;       ///< [0, 31]

  int32_t of(int32_t element) const {
    const int32_t half = shift == 0 ? 0 : 1 << (shift - 1);
    return (element * multiplier + half) >> shift;
  }
};
/// Scales near 2^-12, and up to 2^`greatest_power`, count as these powers of two. False: the scale
/// is too great.
bool fold_sigmoid_input(uint32_t scale_bits, int32_t greatest_power, SigmoidInput& input);

/// Within 0.07 percent of 2^power.
bool is_near_power_of_two(uint32_t scale_bits, int32_t power);

}  // namespace mote
