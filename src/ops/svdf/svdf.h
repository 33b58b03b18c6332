// SPDX-License-Identifier: Apache-2.0
// A dense layer factored in two: each filter weighs the input's features to one number, then its
// own last numbers over time. A unit is the sum of `rank` filters and a bias.
// Source: TFLite operator semantics; Nakkiran et al., "Compressing deep neural networks using a
// rank-constrained topology", 2015.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/activation.h"

namespace mote {

struct SvdfShape {
  uint32_t batches;
  uint32_t features;  ///< elements of a batch of the input
  uint32_t units;
  uint32_t rank;    ///< filters of a unit
  uint32_t memory;  ///< numbers that a filter remembers
  uint32_t filters() const { return units * rank; }
  uint32_t state() const { return batches * filters() * memory; }
};
struct SvdfS8 {
  SvdfShape shape;
  Rescale to_state;   ///< s_in * s_features / s_state, each step rounded to a float
  Rescale to_output;  ///< s_state * s_time / s_out, likewise
  int32_t input_zero_point, state_zero_point, output_zero_point;
  bool is_wide;  ///< 16-bit state
};
struct SvdfF32 {
  SvdfShape shape;
  RangeF32 range;
  uint32_t squashes;  ///< not 0: tanh in place of the range
};
/// Float activations and memory with 8-bit weights.
struct SvdfHybrid {
  SvdfF32 real;
  float feature_scale, time_scale;
  uint32_t asymmetric;  ///< not 0: how the input is quantised
};

/// T: float, or int8_t or int16_t in integer models. I and B: elements of features and bias.
template <class I, class T, class B>
struct SvdfTensors {
  const Unaligned<I>* input;            ///< [batch][feature]
  const Unaligned<I>* feature_weights;  ///< [filter][feature]
  const Unaligned<T>* time_weights;     ///< [filter][memory], the newest last
  const Unaligned<B>* bias;             ///< [unit], or null
  /// [batch][filter][memory]; integers less their zero point, so that they start as zeros.
  T* state;
  I* output;  ///< [batch][unit]
};
using SvdfTensorsF32 = SvdfTensors<float, float, float>;
template <class T>
using SvdfTensorsS8 = SvdfTensors<int8_t, T, int32_t>;
struct SvdfTensorsHybrid {
  const Unaligned<float>* input;  ///< all as above
  const int8_t* feature_weights;
  const int8_t* time_weights;
  const Unaligned<float>* bias;
  float* state;
  float* output;
};

namespace reference {

/// Accumulators wrap at 32 bits, as TFLite's do.
void svdf_s8(const SvdfS8& p, const SvdfTensorsS8<int8_t>& t);
void svdf_s8_s16(const SvdfS8& p, const SvdfTensorsS8<int16_t>& t);
/// Adds a unit's filters to its bias in their order.
void svdf_f32(const SvdfF32& p, const SvdfTensorsF32& t);
/// quantized: scratch for the features of a batch.
void svdf_hybrid(const SvdfHybrid& p, const SvdfTensorsHybrid& t, int8_t* quantized);

}  // namespace reference
}  // namespace mote
