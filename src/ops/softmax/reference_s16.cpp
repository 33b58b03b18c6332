// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/shared/fixed_point_math.h"
#include "ops/softmax/softmax.h"

namespace mote::reference {
namespace {

#include "ops/softmax/tables_s16.inc"

/// The table at x, of 16 bits: 512 pieces of 128 steps.
int32_t interpolate(const int16_t* table, int32_t x) {
  const int16_t* piece = table + 256 + (x >> 7);
  return piece[0] + (((piece[1] - piece[0]) * (x & 127) + 64) >> 7);
}

int32_t saturate_s16(int32_t x) { return clamp<int32_t>(x, INT16_MIN, INT16_MAX); }

}  // namespace

void softmax_s8_s16(const SoftmaxS8& p, const int8_t* input, int16_t* output) {
  constexpr int32_t kSumIntegerBits = 12;
  const int32_t depth = p.shape.depth;
  const auto exponential = [&p](int32_t difference) {
    return exp_of_nonpositive_q5(
        multiply_high_rounded(shift_left_wrapping(difference, p.shift), p.multiplier));
  };
  for (int32_t row = 0; row < p.shape.rows; ++row, input += depth, output += depth) {
    int32_t most = input[0];
    for (int32_t i = 1; i < depth; ++i) most = input[i] > most ? input[i] : most;
    int32_t sum = 0;
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = input[i] - most;
      if (difference < p.least_difference) continue;
      sum += divide_by_power_of_two(exponential(difference), kSumIntegerBits);
    }
    const Reciprocal scale = reciprocal(sum, kSumIntegerBits);
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = input[i] - most;
      if (difference < p.least_difference) {
        output[i] = INT16_MIN;
        continue;
      }
      const int32_t share = divide_by_power_of_two(
          multiply_high_rounded(scale.value, exponential(difference)), scale.shift + 31 - 16);
      output[i] = static_cast<int16_t>(saturate_s16(share + INT16_MIN));
    }
  }
}

void softmax_s16(const SoftmaxS16& p, const Unaligned<int16_t>* input, int16_t* output) {
  const int32_t depth = p.shape.depth;
  for (int32_t row = 0; row < p.shape.rows; ++row, input += depth, output += depth) {
    int32_t most = int16_t{input[0]};
    for (int32_t i = 1; i < depth; ++i) most = int16_t{input[i]} > most ? int16_t{input[i]} : most;
    int32_t sum = 0;  // Q15
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t x = rescale(int16_t{input[i]} - most, p.factor) + INT16_MAX;
      output[i] = static_cast<int16_t>(interpolate(kExponential, saturate_s16(x)));
      sum += output[i];
    }
    int32_t length = 15;  // bits of the sum, which is at least e^0
    while (sum >> length != 0) ++length;
    // The sum in units that bring it to [1, 2), of which the table takes what is above 1.
    const auto above_one =
        static_cast<int32_t>((((int64_t{sum} << (31 - length)) + (1 << 13)) >> 14) - (1 << 16));
    const int32_t share = interpolate(kReciprocal, saturate_s16(above_one + INT16_MIN));
    const int32_t shift = length - 1;
    for (int32_t i = 0; i < depth; ++i) {
      const int64_t product = int64_t{output[i]} * share + (1 << (shift - 1));
      output[i] = static_cast<int16_t>(clamp<int32_t>(int32_t(product >> shift), 0, INT16_MAX));
    }
  }
}

}  // namespace mote::reference
