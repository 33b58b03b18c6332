// SPDX-License-Identifier: Apache-2.0
// The exponential in 32-bit fixed point, for any number of integer bits.
// Source: the definitions of gemmlowp's fixed-point library. Functions are static, so that where one
// is used once it costs no call.
#pragma once

#include "base/fixed_point.h"

namespace mote {

/// e^x in Q0 for x in [-1/4, 0) in Q0: Taylor's series around -1/8.
static inline int32_t exp_near_minus_eighth(int32_t x) {
  constexpr int32_t kExpMinusEighth = 1895147668;
  constexpr int32_t kThird = 715827883;
  const int32_t t = x + (1 << 28);
  const int32_t t2 = multiply_high_rounded(t, t);
  const int32_t t3 = multiply_high_rounded(t2, t);
  const int32_t t4 = multiply_high_rounded(t2, t2);
  const int32_t last_terms = divide_by_power_of_two(
      multiply_high_rounded(divide_by_power_of_two(t4, 2) + t3, kThird) + t2, 1);
  return kExpMinusEighth + multiply_high_rounded(kExpMinusEighth, t + last_terms);
}

/// e^x in Q0 for x <= 0 in Q`kIntegerBits`, at most 5 of them.
template <int32_t kIntegerBits>
static inline int32_t exp_of_nonpositive(int32_t x) {
  // e^-(1/4), e^-(1/2), e^-1 ... e^-16 in Q0: one for each bit of what is left of x.
  static constexpr int32_t kPowers[] = {1672461947, 1302514674, 790015084, 290630308,
                                        39332535,   720401,     242};
  constexpr int32_t kQuarter = 1 << (29 - kIntegerBits);
  if (x == 0) return 0x7FFFFFFF;
  const int32_t fraction = (x & (kQuarter - 1)) - kQuarter;
  int32_t result = exp_near_minus_eighth(shift_left_wrapping(fraction, kIntegerBits));
  const int32_t rest = fraction - x;
  for (int32_t i = 0; i < 2 + kIntegerBits; ++i) {
    if ((rest & (kQuarter << i)) != 0) result = multiply_high_rounded(result, kPowers[i]);
  }
  return result;
}

}  // namespace mote
