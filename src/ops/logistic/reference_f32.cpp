// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/logistic/logistic.h"

namespace mote::reference {

void logistic_f32(const SigmoidF32& p, const Unaligned<float>* input, float* output) {
  for (uint32_t i = 0; i < p.elements; ++i) {
    const float x = input[i];
    // Far below 0 the quotient would lose the last bits of e^x. Far above it rounds to 1.
    if (x > 16.619047F) {
      output[i] = 1.0F;
    } else if (x < -9.0F) {
      output[i] = exp_f32(x);
    } else {
      output[i] = 1.0F / (1.0F + exp_f32(-x));
    }
  }
}

void tanh_f32(const SigmoidF32& p, const Unaligned<float>* input, float* output) {
  for (uint32_t i = 0; i < p.elements; ++i) output[i] = mote::tanh_f32(input[i]);
}

}  // namespace mote::reference
