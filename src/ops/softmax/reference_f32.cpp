// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/softmax/softmax.h"

namespace mote::reference {

void softmax_f32(const SoftmaxF32& p, const Unaligned<float>* input, float* output) {
  const int32_t depth = p.shape.depth;
  for (int32_t row = 0; row < p.shape.rows; ++row, input += depth, output += depth) {
    float most = input[0];
    for (int32_t i = 1; i < depth; ++i) most = float{input[i]} > most ? float{input[i]} : most;
    float sum = 0.0F;
    for (int32_t i = 0; i < depth; ++i) {
      output[i] = exp_f32((float{input[i]} - most) * p.beta);
      sum += output[i];
    }
    for (int32_t i = 0; i < depth; ++i) output[i] /= sum;
  }
}

}  // namespace mote::reference
