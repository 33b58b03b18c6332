// SPDX-License-Identifier: Apache-2.0
// Calls that layers with weights have in common: kernels named reference::ROOM_TYPE, which take their
// params, input, weights, bias, the scales of the channels as constants, and the output.
#pragma once

#include <string>

#include "emit/channel_constants.h"
#include "emit/step_writer.h"
#include "ops/shared/integer_layer.h"

namespace mote::compiler {

/// A room, and which of its operator's inputs are what.
struct LayerRoom {
  const char* name;
  uint8_t input = 0, weights = 1, bias = 2;

  std::string header() const { return "ops/" + std::string(name) + "/" + name + ".h"; }
  std::string kernel(const char* type) const {
    return "reference::" + std::string(name) + "_" + type;
  }
};

/// Two of the weights share a byte.
inline std::string int4_weights(StepWriter& w, const LayerRoom& room) {
  return "mote::Int4Weights{" + w.input<uint8_t>(room.weights) + "}";
}

/// Of an output of int8.
inline RangeS8 range_s8(const IntegerLayer& layer) {
  return {static_cast<int8_t>(layer.range.low), static_cast<int8_t>(layer.range.high)};
}

/// Integer activations and weights; Params has `kernel` and `scales`.
template <class Params, class In, class Out>
void write_integer_layer(StepWriter& w, const LayerRoom& room, const char* type,
                         const std::string& weights) {
  const auto& p = w.params<Params>();
  const ChannelConstants channels =
      p.kernel.layer.is_wide != 0
          ? ChannelConstants{w.input<uint8_t>(room.bias), factor_pairs(w, p.scales)}
          : channel_constants(w, p.scales, room.bias, "uint8_t", nullptr);
  w.include(room.header());
  w.call(room.kernel(type), {w.constant(p.kernel), w.input<In>(room.input), weights, channels.bias,
                             channels.factors, w.output<Out>(0)});
}

/// Float activations with integer weights.
template <class Params>
void write_hybrid_layer(StepWriter& w, const LayerRoom& room, const char* type,
                        const std::string& weights) {
  using F = Unaligned<float>;
  const auto& p = w.params<Params>();
  const uint32_t scales = w.tensor(input_slot(room.weights)).scales().count();
  w.include(room.header());
  w.call(room.kernel(type),
         {w.constant(p.kernel), w.input<F>(room.input), weights, w.input<F>(room.bias),
          w.weight_scales(p.scales, scales), w.scratch<int8_t>(), w.output<float>(0)});
}

}  // namespace mote::compiler
