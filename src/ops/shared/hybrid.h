// SPDX-License-Identifier: Apache-2.0
// Float activations with 8-bit weights ("dynamic range"): the activations are quantised when the
// operator runs, a group at a time, so that the products are those of integers.
// Source: TFLite's quantisation of hybrid operators.
#pragma once

#include "base/bytes.h"
#include "ops/op_def.h"

namespace mote {

/// real = scale * (element - zero_point).
struct QuantizedGroup {
  float scale;
  int32_t zero_point;
};

/// Elements from[0], from[step] ... to int8 in [-127, 127] with zero point 0.
QuantizedGroup quantize_symmetric(const Unaligned<float>* from, int32_t count, int32_t step,
                                  int8_t* to);
/// The same to all of int8, which spans the elements and 0.
QuantizedGroup quantize_asymmetric(const Unaligned<float>* from, int32_t count, int32_t step,
                                   int8_t* to);
inline QuantizedGroup quantize_group(bool asymmetric, const Unaligned<float>* from, int32_t count,
                                     int32_t step, int8_t* to) {
  return asymmetric ? quantize_asymmetric(from, count, step, to)
                    : quantize_symmetric(from, count, step, to);
}

/// Where the scales of the weights are.
struct HybridScales {
  uint32_t at;         ///< bytes from the start of the model
  uint8_t step;        ///< 4: one a channel; 0: one for all
  uint8_t asymmetric;  ///< how the activations are quantised
};
/// Checks the weights: one scale or one for each of `channels`, zero points of 0. `asymmetric` is
/// set if the scales differ, and is the caller's to change.
CheckNumber fold_hybrid_scales(PrepareContext& context, TensorSlot weights, uint32_t channels,
                               int32_t channel_dimension, HybridScales& scales);

/// The scales of the weights while the operator runs.
struct WeightScales {
  const uint8_t* from;
  uint32_t step;
  WeightScales(const RunContext& context, const HybridScales& scales)
      : from(StepContext::of(context).model() + scales.at), step(scales.step) {}
  WeightScales(const uint8_t* scales, uint32_t step_bytes) : from(scales), step(step_bytes) {}
  float operator[](int32_t channel) const {
    return load<float>(from + static_cast<uint32_t>(channel) * step);
  }
};

}  // namespace mote
