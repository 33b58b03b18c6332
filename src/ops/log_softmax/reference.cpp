// SPDX-License-Identifier: Apache-2.0
#include "ops/log_softmax/log_softmax.h"
#include "ops/shared/fixed_point_math.h"

namespace mote::reference {
namespace {

constexpr int32_t kSumIntegerBits = 12;

/// 1 / (1 + x) in Q0 for x in [0, 1] in Q0.
int32_t reciprocal_of_one_plus(int32_t x) {
  return reciprocal(static_cast<int32_t>(static_cast<uint32_t>(x) | 0x80000000), 0).value;
}

/// log(r / c) in Q6 for r in Q0 near c = 2^-1/4, as q / (1 + d) with q = 2 (r - c) and polynomials
/// of few terms.
int32_t log_near_root(int32_t r) {
  constexpr int32_t kRoot = 1805811301;         // c
  constexpr int32_t kCubeFactor = 117049297;    // 11 / 240 / c
  constexpr int32_t kSquareFactor = 127690142;  // 1 / 20 / c
  constexpr int32_t kConstant = 1057819769;     // 2 c - 1 / c
  constexpr int32_t kLinearFactor = 638450708;  // 1 / 4 / c
  const auto middle = static_cast<int32_t>((int64_t{r} + kRoot + 1) / 2);
  const int32_t q = (r - kRoot) * 2;
  const int32_t square = multiply_high_rounded(q, q);
  const int32_t numerator = multiply_high_rounded(q, r) +
                            multiply_high_rounded(multiply_high_rounded(q, square), kCubeFactor);
  const int32_t denominator =
      multiply_high_rounded(middle, kConstant + q + multiply_high_rounded(kSquareFactor, square)) +
      multiply_high_rounded(kLinearFactor, q);
  return multiply_high_rounded(divide_by_power_of_two(numerator, 6),
                               reciprocal_of_one_plus(denominator));
}

/// Zeros between the sign and the leading bit of a positive number.
int32_t spare_bits(int32_t x) {
  int32_t count = 0;
  for (; (x & (1 << 30)) == 0; x = shift_left_wrapping(x, 1)) ++count;
  return count;
}

/// log(x) in Q5 for x >= 1 in Q12: x = r 2^n with r near 2^-1/4. r is either x without its leading
/// zeros times sqrt(1/2), or x without those of x sqrt(1/2): the lesser is in range.
int32_t log_q5(int32_t x) {
  constexpr int32_t kRootOfHalf = 1518500250;
  constexpr int32_t kLog2 = 1488522236;
  constexpr int32_t kQuarter = 1 << 23;  // Q6
  const int32_t zeros = spare_bits(x);
  const int32_t lesser_zeros = spare_bits(multiply_high_rounded(x, kRootOfHalf));
  const int32_t first =
      shift_left_saturating(multiply_high_rounded(shift_left_wrapping(x, zeros), kRootOfHalf), 1);
  const int32_t second = shift_left_saturating(x, lesser_zeros);
  const int32_t first_power = (kSumIntegerBits - zeros - 1) * (1 << 25) + kQuarter;
  const int32_t second_power = (kSumIntegerBits - lesser_zeros) * (1 << 25) - kQuarter;
  const int32_t r = first < second ? first : second;
  const int32_t power = first_power > second_power ? first_power : second_power;
  return shift_left_saturating(multiply_high_rounded(power, kLog2) + log_near_root(r), 1);
}

}  // namespace

void log_softmax_s8(const LogSoftmaxS8& p, const int8_t* input, int8_t* output) {
  const int32_t depth = p.shape.depth;
  for (int32_t row = 0; row < p.shape.rows; ++row, input += depth, output += depth) {
    int32_t most = input[0];
    for (int32_t i = 1; i < depth; ++i) most = input[i] > most ? input[i] : most;
    int32_t sum = 0;
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = input[i] - most;
      if (difference < p.least_difference) continue;
      sum += divide_by_power_of_two(exp_of_nonpositive_q5(rescale(difference, p.factor)),
                                    kSumIntegerBits);
    }
    const int32_t log_sum = log_q5(sum);
    // At this distance or beyond, the difference to the sum leaves the range of Q5.
    const int32_t lowest = rescale(log_sum + INT32_MIN, p.inverse);
    const int32_t limit = lowest > p.least_difference - 1 ? lowest : p.least_difference - 1;
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = input[i] - most;
      int32_t y = INT8_MIN;
      if (difference > limit) {
        y = divide_by_power_of_two(rescale(difference, p.factor) - log_sum, 31 - 5 - 4) + 127;
      }
      output[i] = static_cast<int8_t>(clamp<int32_t>(y, INT8_MIN, INT8_MAX));
    }
  }
}

}  // namespace mote::reference
