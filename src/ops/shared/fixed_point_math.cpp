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

Rescale inverse_square_root(int32_t x) {
  if (x <= 1) return {INT32_MAX, 0};
  // x = 4^k z with z in [2^27, 2^29); half of that, in Q3, is the number whose root Newton's method
  // finds: y <- y (3/2 - z/2 y^2).
  int32_t right = 11;
  for (; x >= 1 << 29; x /= 4) ++right;
  const int32_t pairs = (leading_zeros(static_cast<uint32_t>(x)) - 1) / 2 - 1;
  right -= pairs;
  const int32_t half = divide_by_power_of_two((x << (2 * pairs)) >> 1, 1);
  constexpr int32_t kOne = 1 << 28;  // Q3
  constexpr int32_t kRootOfHalf = 1518500250;
  int32_t y = kOne;
  for (int32_t i = 0; i < 5; ++i) {
    const int32_t cube =
        shift_left_saturating(multiply_high_rounded(multiply_high_rounded(y, y), y), 6);
    y = shift_left_saturating(
        multiply_high_rounded(kOne + kOne / 2, y) - multiply_high_rounded(half, cube), 3);
  }
  const int32_t multiplier = multiply_high_rounded(y, kRootOfHalf);
  if (right < 0) return {shift_left_wrapping(multiplier, -right), 0};
  return {multiplier, -right};
}

}  // namespace mote
