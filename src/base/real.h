// SPDX-License-Identifier: Apache-2.0
// Non-negative real numbers as integers, to derive multipliers from scales on cores without
// floating point. Every function equals the float or double computation that it names, for every
// input; base/real_test.cpp compares them. Not a general soft-float library.
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote {

/// mantissa * 2^exponent.
struct Real {
  uint64_t mantissa = 0;
  int32_t exponent = 0;
};

/// The value of a finite float >= 0, given by its bits; the mantissa has 24 bits unless zero.
Real real_from_float_bits(uint32_t bits);

constexpr bool is_finite_positive_float(uint32_t bits) {
  return bits != 0 && bits < 0x7F800000;  // sign 0, exponent not all ones
}

/// Exact. Both mantissas must be below 2^32.
constexpr Real multiply(const Real& a, const Real& b) {
  return {a.mantissa * b.mantissa, a.exponent + b.exponent};
}

/// Exact.
constexpr Real times_power_of_two(const Real& a, int32_t exponent) {
  return {a.mantissa, a.exponent + exponent};
}

/// Rounded to `bits` significant bits, ties to even: 53 is what a double keeps.
Real round_to_bits(const Real& a, int32_t bits);

/// Rounded as a float product or quotient is, subnormals included. Overflow is left as it is.
Real round_to_float(const Real& a);

/// Exact product of two floats, given by their bits.
Real product_of_floats(uint32_t a_bits, uint32_t b_bits);

/// a / b with at least 56 significant bits, the last of which also stands for everything after
/// it, so that a rounding to 53 bits or fewer comes out as if the quotient were exact.
/// b must have 24 bits (as real_from_float_bits gives), a must not be zero.
Real divide(const Real& a, const Real& b);

/// The square root of a finite float >= 0, rounded as a float, both given by their bits.
uint32_t square_root_of_float_bits(uint32_t bits);

/// a <= b.
bool at_most(const Real& a, const Real& b);

/// |a - b| rounded down to 64 bits.
Real distance(const Real& a, const Real& b);

/// divide() for a `b` of up to 63 bits, a bit at a time.
Real divide_slowly(const Real& a, const Real& b);

/// Nearest integer, ties away from zero; values from 2^31 on saturate.
int32_t round_to_int(const Real& a);

/// The factor of Q31 fixed point for a real that a double holds (round_to_bits 53 or fewer).
/// Factors below 2^-32 become zero. `shift` may exceed 30: the caller must refuse that.
Rescale rescale_from_real(const Real& a);

/// The factor a / b, as a double holds that quotient. b is a float above zero, given by its bits;
/// a zero `a` gives zero.
Rescale rescale_from_ratio(const Real& a, uint32_t b_bits);

}  // namespace mote
