// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/log_softmax/log_softmax.h"

namespace mote::reference {

void log_softmax_f32(const LogSoftmaxF32& p, const Unaligned<float>* input, float* output) {
  const int32_t depth = p.shape.depth;
  for (int32_t row = 0; row < p.shape.rows; ++row, input += depth, output += depth) {
    float most = input[0];
    for (int32_t i = 1; i < depth; ++i) most = float{input[i]} > most ? float{input[i]} : most;
    float sum = 0.0F;
    for (int32_t i = 0; i < depth; ++i) sum += exp_f32(float{input[i]} - most);
    const float log_sum = log_f32(sum);
    for (int32_t i = 0; i < depth; ++i) output[i] = float{input[i]} - most - log_sum;
  }
}

}  // namespace mote::reference
