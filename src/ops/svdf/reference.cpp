// SPDX-License-Identifier: Apache-2.0
#include "ops/svdf/svdf.h"

namespace mote::reference {
namespace {

/// Every filter forgets its oldest number: what moves into its newest is overwritten next.
template <class T>
void age(const SvdfShape& shape, T* state) {
  __builtin_memmove(state, state + 1, (shape.state() - 1) * sizeof(T));
}

template <class T>
void svdf_integer(const SvdfS8& p, const SvdfTensorsS8<T>& t) {
  const SvdfShape& shape = p.shape;
  constexpr int32_t kHalf = 1 << (8 * sizeof(T) - 1);
  age(shape, t.state);
  const Unaligned<int8_t>* input = t.input;
  T* newest = t.state + shape.memory - 1;
  for (uint32_t b = 0; b < shape.batches; ++b, input += shape.features) {
    const Unaligned<int8_t>* weights = t.feature_weights;
    for (uint32_t f = 0; f < shape.filters(); ++f, newest += shape.memory) {
      uint32_t sum = 0;
      for (uint32_t i = 0; i < shape.features; ++i, ++weights) {
        sum += static_cast<uint32_t>(*weights * (input[i] - p.input_zero_point));
      }
      const int32_t scaled = rescale(static_cast<int32_t>(sum), p.to_state);
      *newest = static_cast<T>(clamp(scaled, -kHalf, kHalf - 1));
    }
  }
  const T* state = t.state;
  int8_t* output = t.output;
  for (uint32_t b = 0; b < shape.batches; ++b) {
    const Unaligned<T>* weights = t.time_weights;
    for (uint32_t u = 0; u < shape.units; ++u) {
      uint32_t sum = t.bias == nullptr ? 0 : static_cast<uint32_t>(int32_t{t.bias[u]});
      for (uint32_t i = 0; i < shape.rank * shape.memory; ++i, ++weights, ++state) {
        // The reference's element wraps at its type when the zero point is added. A product of
        // 16-bit weights and state wraps too.
        const auto element = static_cast<T>(*state + p.state_zero_point);
        sum += static_cast<uint32_t>(int32_t{T{*weights}}) *
               static_cast<uint32_t>(element - p.state_zero_point);
      }
      const int32_t scaled = rescale(static_cast<int32_t>(sum), p.to_output);
      *output++ =
          static_cast<int8_t>(clamp<int32_t>(scaled + p.output_zero_point, INT8_MIN, INT8_MAX));
    }
  }
}

}  // namespace

void svdf_s8(const SvdfS8& p, const SvdfTensorsS8<int8_t>& t) { svdf_integer(p, t); }
void svdf_s8_s16(const SvdfS8& p, const SvdfTensorsS8<int16_t>& t) { svdf_integer(p, t); }

}  // namespace mote::reference
