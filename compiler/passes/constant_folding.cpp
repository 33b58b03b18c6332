// SPDX-License-Identifier: Apache-2.0
// Operators whose inputs are all constants are run now, by the kernels that would run them later.
#include <algorithm>

#include "evaluate/evaluate.h"
#include "graph/uses.h"
#include "passes/operator_kinds.h"
#include "passes/pass.h"

namespace mote::compiler {
namespace {

/// The result follows from the input's shape alone.
bool reads_shape_only(const Operator& op) {
  constexpr uint32_t kCodes[] = {code::kShape, code::kRank, code::kZerosLike};
  return is_one_of(op, kCodes);
}

/// A constant lies in flash where a computed tensor takes arena bytes and time; but one that is
/// much larger than what it is made of (FILL, TILE, BROADCAST_TO) is left to be computed.
bool is_worth_it(uint64_t input_bytes, uint64_t output_bytes) {
  constexpr uint64_t kAlways = 1024;
  constexpr uint64_t kTimes = 4;  // int8 to float32
  return output_bytes <= std::max(kAlways, kTimes * input_bytes);
}

bool fold(Subgraph& graph, const Uses& uses, const Operator& op) {
  if (!is_pure(graph, op) || op.outputs.empty()) return false;
  std::vector<Bytes> inputs(op.inputs.size());
  uint64_t input_bytes = 0;
  for (size_t i = 0; i < op.inputs.size(); ++i) {
    if (op.inputs[i] == kLeftOut) continue;
    const Tensor& input = graph.tensor(op.inputs[i]);
    if (!input.is_constant() && !reads_shape_only(op)) return false;
    if (input.is_constant()) {
      input_bytes += input.constant->size();
    } else {
      inputs[i].resize(input.bytes());
    }
  }
  uint64_t output_bytes = 0;
  for (const int32_t t : op.outputs) {
    const Tensor& output = graph.tensor(t);
    if (uses.is_interface(t) || output.bytes() == 0 || bits_per_element(output.type) == 0) {
      return false;
    }
    output_bytes += output.bytes();
  }
  if (!is_worth_it(input_bytes, output_bytes)) return false;
  auto results = evaluate(graph, op, inputs);
  if (!results) return false;
  for (size_t i = 0; i < op.outputs.size(); ++i) {
    graph.tensor(op.outputs[i]).constant = shared_bytes((*results)[i]);
  }
  return true;
}

}  // namespace

uint32_t fold_constants(Model& model) {
  uint32_t changes = 0;
  for (uint32_t i = 0; i < model.subgraphs.size(); ++i) {
    Subgraph& graph = model.subgraphs[i];
    const Uses uses(model, i);
    std::vector<Operator> left;
    for (const Operator& op : graph.operators) {
      if (fold(graph, uses, op)) {
        ++changes;
      } else {
        left.push_back(op);
      }
    }
    graph.operators = std::move(left);
  }
  return changes;
}

}  // namespace mote::compiler
