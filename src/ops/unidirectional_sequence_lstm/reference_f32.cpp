// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/unidirectional_sequence_lstm/unidirectional_sequence_lstm.h"

namespace mote::reference {
namespace {

float dot(uint32_t count, const Unaligned<float>* a, const Unaligned<float>* b) {
  float sum = 0.0F;
  for (uint32_t i = 0; i < count; ++i) sum += float{a[i]} * float{b[i]};
  return sum;
}

float logistic(float x) { return 1.0F / (1.0F + exp_f32(-x)); }

/// Before its function.
float gate(const LstmF32& p, const LstmTensorsF32& t, LstmGate g, uint32_t unit,
           const Unaligned<float>* input, const Unaligned<float>* last) {
  const LstmShape& s = p.shape;
  const float from_input =
      dot(s.features, input, t.weights[g] + unit * s.features) + float{t.biases[g][unit]};
  return from_input + dot(s.units, last, t.recurrent_weights[g] + unit * s.units);
}

float run_unit(const LstmF32& p, const LstmTensorsF32& t, uint32_t unit,
               const Unaligned<float>* input, const Unaligned<float>* last, float& cell) {
  const auto at = [&](LstmGate g) { return gate(p, t, g, unit, input, last); };
  cell = logistic(at(kForgetGate)) * cell + logistic(at(kInputGate)) * tanh_f32(at(kCellGate));
  if (p.cell_clip > 0.0F) cell = clamp(cell, -p.cell_clip, p.cell_clip);
  return logistic(at(kOutputGate)) * tanh_f32(cell);
}

}  // namespace

void lstm_f32(const LstmF32& p, const LstmTensorsF32& t) {
  const LstmShape& s = p.shape;
  for (uint32_t batch = 0; batch < s.batches; ++batch) {
    float* last = t.last + batch * s.units;
    float* cells = t.cells + batch * s.units;
    for (uint32_t step = 0; step < s.steps; ++step) {
      const uint32_t row = s.row(batch, step);
      const Unaligned<float>* input = t.input + row * s.features;
      float* output = t.output + row * s.units;
      for (uint32_t unit = 0; unit < s.units; ++unit) {
        const auto* before = reinterpret_cast<const Unaligned<float>*>(last);
        output[unit] = run_unit(p, t, unit, input, before, cells[unit]);
      }
      __builtin_memcpy(last, output, s.units * sizeof(float));
    }
  }
}

}  // namespace mote::reference
