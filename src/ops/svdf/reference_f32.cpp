// SPDX-License-Identifier: Apache-2.0
#include "base/float_math.h"
#include "ops/shared/hybrid.h"
#include "ops/svdf/svdf.h"

namespace mote::reference {
namespace {

/// What each filter makes of the input becomes its newest number: of(batch, filter).
template <class Filter>
void remember(const SvdfShape& shape, float* state, Filter of) {
  __builtin_memmove(state, state + 1, (shape.state() - 1) * sizeof(float));
  float* newest = state + shape.memory - 1;
  for (uint32_t b = 0; b < shape.batches; ++b) {
    for (uint32_t f = 0; f < shape.filters(); ++f, newest += shape.memory) *newest = of(b, f);
  }
}

/// Weighs every filter's memory; weight(i): of a filter's number, all filters in their order.
template <class Weight>
void sum_over_time(const SvdfF32& p, const float* state, const Unaligned<float>* bias,
                   float* output, Weight weight) {
  const SvdfShape& shape = p.shape;
  for (uint32_t b = 0; b < shape.batches; ++b) {
    uint32_t at = 0;
    for (uint32_t u = 0; u < shape.units; ++u) {
      float unit = bias == nullptr ? 0.0F : float{bias[u]};
      for (uint32_t r = 0; r < shape.rank; ++r) {
        float sum = 0.0F;
        for (uint32_t i = 0; i < shape.memory; ++i) sum += weight(at++) * *state++;
        unit += sum;
      }
      *output++ = p.squashes != 0 ? tanh_f32(unit) : clamp(unit, p.range.low, p.range.high);
    }
  }
}

}  // namespace

void svdf_f32(const SvdfF32& p, const SvdfTensorsF32& t) {
  const uint32_t features = p.shape.features;
  remember(p.shape, t.state, [&](uint32_t b, uint32_t f) {
    const Unaligned<float>* input = t.input + b * features;
    const Unaligned<float>* weights = t.feature_weights + f * features;
    float sum = 0.0F;
    for (uint32_t i = 0; i < features; ++i) sum += float{weights[i]} * float{input[i]};
    return sum;
  });
  sum_over_time(p, t.state, t.bias, t.output, [&](uint32_t i) { return float{t.time_weights[i]}; });
}

void svdf_hybrid(const SvdfHybrid& p, const SvdfTensorsHybrid& t, int8_t* quantized) {
  const SvdfShape& shape = p.real.shape;
  const uint32_t features = shape.features;
  QuantizedGroup group{};
  remember(shape, t.state, [&](uint32_t b, uint32_t f) {
    if (f == 0) {
      group = quantize_group(p.asymmetric != 0, t.input + b * features,
                             static_cast<int32_t>(features), 1, quantized);
    }
    const int8_t* weights = t.feature_weights + f * features;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < features; ++i) {
      sum += static_cast<uint32_t>((quantized[i] - group.zero_point) * weights[i]);
    }
    return static_cast<float>(static_cast<int32_t>(sum)) * (group.scale * p.feature_scale);
  });
  sum_over_time(p.real, t.state, t.bias, t.output,
                [&](uint32_t i) { return static_cast<float>(t.time_weights[i]) * p.time_scale; });
}

}  // namespace mote::reference
