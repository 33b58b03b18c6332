// SPDX-License-Identifier: Apache-2.0
// A RELU, RELU6 or RELU_N1_TO_1 goes into the operator before it, where that has an option for one.
// Exact where the scale does not change: both clamp the same numbers, and a clamp of a clamp is a
// clamp.
#include <optional>

#include "graph/uses.h"
#include "passes/operator_kinds.h"
#include "passes/pass.h"
#include "passes/rewiring.h"

namespace mote::compiler {
namespace {

std::optional<uint8_t> activation_of(const Operator& op) {
  switch (op.code) {
    case code::kRelu: return activation::kRelu;
    case code::kReluN1To1: return activation::kReluN1To1;
    case code::kRelu6: return activation::kRelu6;
    default: return std::nullopt;
  }
}

/// The number of the option that holds a fused activation.
std::optional<uint16_t> activation_option(const Operator& op) {
  switch (op.code) {
    case code::kConv2d: return conv_2d_option::kActivation;
    case code::kDepthwiseConv2d: return depthwise_conv_2d_option::kActivation;
    case code::kAveragePool2d:
    case code::kMaxPool2d: return pool_2d_option::kActivation;
    case code::kFullyConnected:
    case code::kAdd:
    case code::kSub:
    case code::kMul: return uint16_t{0};
    default: return std::nullopt;
  }
}

/// One clamp for both, the fused one first; nothing where the file has no name for it.
std::optional<uint8_t> joined(uint8_t fused, uint8_t next) {
  if (fused == activation::kNone || fused == next) return next;
  const bool both_from_zero = fused != activation::kReluN1To1 && next != activation::kReluN1To1;
  return both_from_zero ? std::optional<uint8_t>(activation::kRelu6) : std::nullopt;
}

bool fuse(Subgraph& graph, const Uses& uses, const Operator& op) {
  const std::optional<uint8_t> next = activation_of(op);
  if (!next) return false;
  Operator* before = sole_producer(graph, uses, op.inputs[0]);
  if (before == nullptr) return false;
  const std::optional<uint16_t> option = activation_option(*before);
  const Tensor& between = graph.tensor(op.inputs[0]);
  const Tensor& output = graph.tensor(op.outputs[0]);
  if (!option || !same_meaning(between, output) || output.is_variable) return false;
  const bool known_type = between.type == TensorType::Int8 || between.type == TensorType::Int16 ||
                          between.type == TensorType::Float32;
  const bool is_float = between.type == TensorType::Float32;
  if (!known_type || between.quantization.scales.size() > 1 || is_float == between.is_quantized()) {
    return false;
  }
  const std::optional<uint8_t> both = joined(before->options.get<uint8_t>(*option, 0), *next);
  if (!both) return false;
  before->options.set<uint8_t>(*option, *both);
  before->outputs[0] = op.outputs[0];
  return true;
}

}  // namespace

uint32_t fuse_activations(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    for (uint32_t i = 0; i < graph.operators.size();) {
      const Uses uses(model, g);
      if (!fuse(graph, uses, graph.operators[i])) {
        ++i;
        continue;
      }
      erase_operator(graph, i);
      ++changes;
    }
  }
  return changes;
}

}  // namespace mote::compiler
