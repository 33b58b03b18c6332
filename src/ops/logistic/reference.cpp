// SPDX-License-Identifier: Apache-2.0
#include "ops/logistic/logistic.h"
#include "ops/shared/fixed_point_exp.h"
#include "ops/shared/fixed_point_math.h"

namespace mote::reference {
namespace {

/// 1 / (1 + x) in Q0 for x in [0, 1] in Q0.
int32_t reciprocal_of_one_plus(int32_t x) {
  return reciprocal(static_cast<int32_t>(static_cast<uint32_t>(x) | 0x80000000), 0).value;
}

/// f(x) of Q4, rounded from Q0 to `bits` bits and shifted to the output's zero point.
template <class F>
void map_s8(const SigmoidS8& p, int32_t bits, int32_t zero_point, const int8_t* input,
            int8_t* output, F f) {
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int32_t x = input[i] - p.zero_point;
    if (x <= -p.radius) {
      output[i] = INT8_MIN;
    } else if (x >= p.radius) {
      output[i] = INT8_MAX;
    } else {
      const int32_t y = divide_by_power_of_two(f(rescale(x, p.factor)), 31 - bits) + zero_point;
      output[i] = static_cast<int8_t>(clamp<int32_t>(y, INT8_MIN, INT8_MAX));
    }
  }
}

int32_t logistic_q4(int32_t x) {
  if (x == 0) return 1 << 30;
  const int32_t positive = reciprocal_of_one_plus(exp_of_nonpositive<4>(x < 0 ? x : -x));
  return x < 0 ? INT32_MAX - positive : positive;
}

/// (1 - e^-2x) / (1 + e^-2x), which is 2 / (1 + e^-2x) - 1. 2x in Q5 has the bits of x in Q4.
int32_t tanh_q4(int32_t x) {
  if (x == 0) return 0;
  const int32_t half = reciprocal_of_one_plus(exp_of_nonpositive_q5(x < 0 ? x : -x));
  const int32_t positive = (half - (1 << 30)) * 2;
  return x < 0 ? -positive : positive;
}

}  // namespace

void logistic_s8(const SigmoidS8& p, const int8_t* input, int8_t* output) {
  map_s8(p, 8, -128, input, output, logistic_q4);
}

void tanh_s8(const SigmoidS8& p, const int8_t* input, int8_t* output) {
  map_s8(p, 7, 0, input, output, tanh_q4);
}

}  // namespace mote::reference
