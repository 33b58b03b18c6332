// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/svdf/svdf.h"

namespace mote::reference {

void svdf_f32(const SvdfF32& p, const SvdfTensorsF32& t) {
  const SvdfShape& shape = p.shape;
  __builtin_memmove(t.state, t.state + 1, (shape.state() - 1) * sizeof(float));
  const Unaligned<float>* input = t.input;
  float* newest = t.state + shape.memory - 1;
  for (uint32_t b = 0; b < shape.batches; ++b, input += shape.features) {
    const Unaligned<float>* weights = t.feature_weights;
    for (uint32_t f = 0; f < shape.filters(); ++f, newest += shape.memory) {
      float sum = 0.0F;
      for (uint32_t i = 0; i < shape.features; ++i, ++weights) sum += *weights * input[i];
      *newest = sum;
    }
  }
  const float* state = t.state;
  float* output = t.output;
  for (uint32_t b = 0; b < shape.batches; ++b) {
    const Unaligned<float>* weights = t.time_weights;
    for (uint32_t u = 0; u < shape.units; ++u) {
      float unit = t.bias == nullptr ? 0.0F : float{t.bias[u]};
      for (uint32_t r = 0; r < shape.rank; ++r) {
        float sum = 0.0F;
        for (uint32_t i = 0; i < shape.memory; ++i, ++weights, ++state) sum += *weights * *state;
        unit += sum;
      }
      *output++ = p.squashes != 0 ? tanh_f32(unit) : clamp(unit, p.range.low, p.range.high);
    }
  }
}

}  // namespace mote::reference
