// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/shared/fixed_point_math.h"
#include "ops/softmax/softmax.h"

namespace mote::reference {

void softmax_s8(const SoftmaxS8& p, const int8_t* input, int8_t* output) {
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
    // Of a sum of 512 and more the share of each is below a half of the output's step.
    const int32_t right = scale.shift + 31 - 8;
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = input[i] - most;
      if (difference < p.least_difference) {
        output[i] = -128;
        continue;
      }
      const int32_t share =
          right > 31 ? 0
                     : divide_by_power_of_two(
                           multiply_high_rounded(scale.value, exponential(difference)), right);
      output[i] = static_cast<int8_t>(clamp<int32_t>(share - 128, -128, 127));
    }
  }
}

}  // namespace mote::reference
