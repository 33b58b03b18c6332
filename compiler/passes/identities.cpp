// SPDX-License-Identifier: Apache-2.0
// Operators that pass their input on unchanged, and reshapes that another reshape or a
// FULLY_CONNECTED follows.
#include <algorithm>

#include "passes/operator_kinds.h"
#include "passes/pass.h"
#include "passes/rewiring.h"

namespace mote::compiler {
namespace {

bool are_constant(const Subgraph& graph, const Operator& op, size_t from) {
  for (size_t i = from; i < op.inputs.size(); ++i) {
    if (op.inputs[i] != kLeftOut && !graph.tensor(op.inputs[i]).is_constant()) return false;
  }
  return true;
}

bool has_only_ones(const Tensor& list) {
  if (!list.is_constant() || list.type != TensorType::Int32) return false;
  const auto values = list.elements_as<int32_t>();
  return std::all_of(values.begin(), values.end(), [](int32_t v) { return v == 1; });
}

/// A window of one element does nothing to integers; floats are clamped to finite numbers.
bool is_idle_pool(const Subgraph& graph, const Operator& op) {
  namespace o = pool_2d_option;
  return graph.tensor(op.inputs[0]).type == TensorType::Int8 &&
         op.options.get<int32_t>(o::kFilterH, 0) == 1 &&
         op.options.get<int32_t>(o::kFilterW, 0) == 1 &&
         op.options.get<int32_t>(o::kStrideH, 0) == 1 &&
         op.options.get<int32_t>(o::kStrideW, 0) == 1 &&
         op.options.get<uint8_t>(o::kActivation, 0) == activation::kNone;
}

/// A permutation that moves axes of extent 1 only: the elements stay in their order.
bool keeps_order(const Subgraph& graph, const Operator& op) {
  const Tensor& input = graph.tensor(op.inputs[0]);
  const Tensor& list = graph.tensor(op.inputs[1]);
  if (!list.is_constant() || list.type != TensorType::Int32) return false;
  int32_t last = -1;
  for (int32_t axis : list.elements_as<int32_t>()) {
    if (axis < 0) axis += static_cast<int32_t>(input.rank());
    if (input.shape[static_cast<size_t>(axis)] == 1) continue;
    if (axis < last) return false;
    last = axis;
  }
  return true;
}

/// The input whose elements the output holds in the same order, whatever the shapes; kLeftOut: the
/// operator does more.
int32_t passed_on(const Subgraph& graph, const Operator& op) {
  if (op.outputs.size() != 1 || op.inputs.empty() || op.inputs[0] == kLeftOut) return kLeftOut;
  const int32_t first = op.inputs[0];
  if (is_reshape(op)) return first;
  const bool same_shape = graph.tensor(first).shape == graph.tensor(op.outputs[0]).shape;
  switch (op.code) {
    case code::kTranspose: return keeps_order(graph, op) ? first : kLeftOut;
    case code::kPack:
    case code::kConcatenation: return op.inputs.size() == 1 ? first : kLeftOut;
    case code::kSplit: return op.input(1);  // the axis comes first; there is one output
    case code::kSplitV: return first;
    case code::kSlice:
    case code::kPad:
    case code::kPadV2:
    case code::kMirrorPad:
    case code::kTile:
    case code::kBroadcastTo: return same_shape && are_constant(graph, op, 1) ? first : kLeftOut;
    case code::kStridedSlice:
      return same_shape && are_constant(graph, op, 1) && op.inputs.size() == 4 &&
                     has_only_ones(graph.tensor(op.inputs[3]))
                 ? first
                 : kLeftOut;
    case code::kCast: {
      const TensorType type = graph.tensor(first).type;  // a bool may become 1
      return type == graph.tensor(op.outputs[0]).type && type != TensorType::Bool ? first
                                                                                  : kLeftOut;
    }
    case code::kAveragePool2d:
    case code::kMaxPool2d: return same_shape && is_idle_pool(graph, op) ? first : kLeftOut;
    default: return kLeftOut;
  }
}

bool same_elements(const Tensor& a, const Tensor& b) {
  return a.type == b.type && a.elements() == b.elements() && same_quantization(a, b) &&
         !a.is_variable && !b.is_variable;
}

/// Other operators than RESHAPE, SQUEEZE and EXPAND_DIMS that do as little become a RESHAPE; one
/// that follows another reads what that reads.
bool shorten(Subgraph& graph, const Uses& uses, Operator& op, int32_t input) {
  if (!same_elements(graph.tensor(input), graph.tensor(op.outputs[0]))) return false;
  const int32_t before = uses.producer(input);
  if (before >= 0) {
    const Operator& earlier = graph.operators[static_cast<size_t>(before)];
    const int32_t source = is_pure(graph, earlier) ? passed_on(graph, earlier) : kLeftOut;
    if (source != kLeftOut && same_elements(graph.tensor(source), graph.tensor(input))) {
      make_reshape(graph, op, source);
      return true;
    }
  }
  if (is_reshape(op)) return false;
  make_reshape(graph, op, input);
  return true;
}

/// FULLY_CONNECTED takes its input as rows of elements, of whatever shape.
uint32_t feed_flat(Subgraph& graph, const Operator& reshape, int32_t input) {
  const int32_t output = reshape.outputs[0];
  if (!same_elements(graph.tensor(input), graph.tensor(output))) return 0;
  uint32_t changes = 0;
  for (Operator& reader : graph.operators) {
    if (reader.code != code::kFullyConnected || reader.inputs[0] != output) continue;
    // Converters and other runtimes look at the shape where the option is set.
    constexpr uint16_t kKeepNumDims = 2;
    if (reader.options.get<uint8_t>(kKeepNumDims, 0) != 0) continue;
    reader.inputs[0] = input;
    ++changes;
  }
  return changes;
}

}  // namespace

uint32_t remove_identities(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    for (uint32_t i = 0; i < graph.operators.size();) {
      const int32_t input =
          is_pure(graph, graph.operators[i]) ? passed_on(graph, graph.operators[i]) : kLeftOut;
      if (input != kLeftOut && bypass(model, g, i, input)) {
        ++changes;
        continue;  // with what stands there now
      }
      if (input != kLeftOut) {
        const Uses uses(model, g);
        if (shorten(graph, uses, graph.operators[i], input)) ++changes;
        if (is_reshape(graph.operators[i])) {
          const Operator reshape = graph.operators[i];
          changes += feed_flat(graph, reshape, reshape.inputs[0]);
        }
      }
      ++i;
    }
  }
  return changes;
}

}  // namespace mote::compiler
