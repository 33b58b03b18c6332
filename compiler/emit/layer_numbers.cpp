// SPDX-License-Identifier: Apache-2.0
#include "emit/layer_numbers.h"

#include "ops/shared/integer_layer.h"

namespace mote::compiler {

std::optional<pack::LayerNumbers> layer_numbers(StepWriter& w, const ChannelScales& scales,
                                                int32_t channels) {
  const format::TensorView weights = w.tensor(input_slot(1));
  const format::TensorView bias = w.tensor(input_slot(2));
  if (!weights.is_constant() || (bias && !bias.is_constant())) {
    w.note_slow("weights that are no constants");
    return std::nullopt;
  }
  pack::LayerNumbers numbers;
  numbers.weights.resize(weights.elements());
  if (weights.type() == TensorType::Int4) {
    const Int4Weights from{weights.constant_bytes()};
    for (uint32_t i = 0; i < weights.elements(); ++i) {
      numbers.weights[i] = static_cast<int8_t>(from[static_cast<int32_t>(i)]);
    }
  } else {
    __builtin_memcpy(numbers.weights.data(), weights.constant_bytes(), weights.bytes());
  }
  for (uint32_t c = 0; bias && c < bias.elements(); ++c) {
    numbers.bias.push_back(load<int32_t>(bias.constant_bytes() + 4 * c));
  }
  numbers.factors = w.factors(scales);
  const Rescale first = numbers.factors[0];  // the only one if it serves all channels
  numbers.factors.resize(static_cast<size_t>(channels), first);
  return numbers;
}

}  // namespace mote::compiler
