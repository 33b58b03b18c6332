// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/fixed_point_math.h"

#include "base/fixed_point.h"
#include "ops/shared/fixed_point_exp.h"

namespace mote {
namespace {

int32_t leading_zeros(uint32_t x) {
  int32_t count = 0;
  for (; (x & 0x80000000) == 0; x <<= 1) ++count;
  return count;
}

/// 1 / (1 + x) in Q0 for x in [0, 1] in Q0: Newton's method on half the denominator.
int32_t reciprocal_of_one_plus(int32_t x) {
  constexpr int32_t k48Over17 = 1515870810;        // Q2
  constexpr int32_t kMinus32Over17 = -1010580540;  // Q2
  const auto half = static_cast<int32_t>((int64_t{x} + 0x7FFFFFFF + 1) / 2);
  int32_t y = k48Over17 + multiply_high_rounded(half, kMinus32Over17);
  for (int32_t i = 0; i < 3; ++i) {
    const int32_t error = (1 << 29) - multiply_high_rounded(half, y);
    y += shift_left_saturating(multiply_high_rounded(y, error), 2);
  }
  return shift_left_saturating(y, 1);  // half of it, from Q2 to Q0
}

}  // namespace

int32_t exp_of_nonpositive_q5(int32_t x) { return exp_of_nonpositive<5>(x); }

Reciprocal reciprocal(int32_t x, int32_t integer_bits) {
  const int32_t zeros = leading_zeros(static_cast<uint32_t>(x));
  const uint32_t above_one = (static_cast<uint32_t>(x) << zeros) - 0x80000000;
  return {reciprocal_of_one_plus(static_cast<int32_t>(above_one)), integer_bits - zeros};
}

}  // namespace mote
