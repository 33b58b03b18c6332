// SPDX-License-Identifier: Apache-2.0
#include "kernels/any_core/softmax_s8.h"

#include "base/fixed_point.h"
#include "ops/shared/fixed_point_math.h"

namespace mote::any_core {

void softmax_s8(const SoftmaxTable& p, const int32_t* exponentials, const int8_t* input,
                int8_t* output) {
  constexpr int32_t kSumIntegerBits = 12;
  const int32_t depth = p.depth, last = p.last;
  for (int32_t row = p.rows; row > 0; --row, input += depth, output += depth) {
    int32_t most = input[0];
    for (int32_t i = 1; i < depth; ++i) most = input[i] > most ? input[i] : most;
    const auto exponential = [=](int32_t element) {
      const int32_t difference = most - element;
      return static_cast<uint32_t>(exponentials[difference < last ? difference : last]);
    };
    uint32_t sum = 0;  // below 2^28
    for (int32_t i = 0; i < depth; ++i) {
      sum += (exponential(input[i]) + (1U << (kSumIntegerBits - 1))) >> kSumIntegerBits;
    }
    const Reciprocal scale = reciprocal(static_cast<int32_t>(sum), kSumIntegerBits);
    const auto factor = static_cast<uint32_t>(scale.value);
    // Roundings of what is not negative: halves up.
    const int32_t right = scale.shift + 31 - 8;
    const uint32_t half = uint32_t{1} << (right - 1);
    for (int32_t i = 0; i < depth; ++i) {
      const uint64_t product = uint64_t{factor} * exponential(input[i]) + (1U << 30);
      const auto share =
          static_cast<int32_t>((static_cast<uint32_t>(product >> 31) + half) >> right);
      output[i] = static_cast<int8_t>(share < 255 ? share - 128 : 127);
    }
  }
}

}  // namespace mote::any_core
