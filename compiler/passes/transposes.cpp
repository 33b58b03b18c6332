// SPDX-License-Identifier: Apache-2.0
// A TRANSPOSE after another one is one TRANSPOSE, or none. To meet, they move down through
// elementwise operators.
#include <algorithm>

#include "passes/operator_kinds.h"
#include "passes/pass.h"
#include "passes/rewiring.h"

namespace mote::compiler {
namespace {

using Axes = std::vector<int32_t>;

/// Empty: not known.
Axes permutation_of(const Subgraph& graph, const Operator& op) {
  if (op.code != code::kTranspose) return {};
  const Tensor& list = graph.tensor(op.inputs[1]);
  if (!list.is_constant() || list.type != TensorType::Int32) return {};
  Axes axes = list.elements_as<int32_t>();
  for (int32_t& axis : axes) {
    if (axis < 0) axis += static_cast<int32_t>(axes.size());
  }
  return axes;
}

Axes permuted(const Axes& list, const Axes& permutation) {
  Axes out;
  for (const int32_t axis : permutation) out.push_back(list[static_cast<size_t>(axis)]);
  return out;
}

Axes inverse(const Axes& permutation) {
  Axes out(permutation.size());
  for (size_t i = 0; i < permutation.size(); ++i) {
    out[static_cast<size_t>(permutation[i])] = static_cast<int32_t>(i);
  }
  return out;
}

/// The TRANSPOSE that writes a tensor; nullptr if another operator does, or none.
const Operator* transpose_before(const Subgraph& graph, const Uses& uses, int32_t tensor) {
  const int32_t producer = tensor == kLeftOut ? -1 : uses.producer(tensor);
  if (producer < 0) return nullptr;
  const Operator& op = graph.operators[static_cast<size_t>(producer)];
  return permutation_of(graph, op).empty() ? nullptr : &op;
}

bool is_plain(const Tensor& t) { return !t.is_variable && t.quantization.scales.size() <= 1; }

/// op = TRANSPOSE(TRANSPOSE(x)): reads x.
bool join(Subgraph& graph, const Uses& uses, Operator& op) {
  const Axes second = permutation_of(graph, op);
  if (second.empty()) return false;
  const Operator* before = transpose_before(graph, uses, op.inputs[0]);
  if (before == nullptr) return false;
  const int32_t source = before->inputs[0];
  if (!is_plain(graph.tensor(source)) || !is_plain(graph.tensor(op.outputs[0])) ||
      !same_quantization(graph.tensor(source), graph.tensor(op.inputs[0]))) {
    return false;
  }
  const Axes both = permuted(permutation_of(graph, *before), second);
  const std::string name = graph.tensor(op.outputs[0]).name + "/permutation";
  op.inputs = {source, add_list(graph, name, both)};
  return true;
}

/// The inputs of an elementwise operator that count: all but constants of one element.
std::vector<size_t> shaped_inputs(const Subgraph& graph, const Operator& op) {
  std::vector<size_t> out;
  for (size_t i = 0; i < op.inputs.size(); ++i) {
    const Tensor& t = graph.tensor(op.inputs[i]);
    if (!t.is_constant() || t.elements() != 1) out.push_back(i);
  }
  return out;
}

/// op = f(TRANSPOSE(a), TRANSPOSE(b)) becomes TRANSPOSE(f(a, b)), if that takes one away or brings
/// two together.
bool sink(Subgraph& graph, const Uses& uses, size_t index) {
  Operator op = graph.operators[index];
  if (!is_elementwise_unary(op) && !is_elementwise_binary(op)) return false;
  const int32_t output = op.outputs[0];
  const std::vector<size_t> shaped = shaped_inputs(graph, op);
  if (shaped.empty() || !is_plain(graph.tensor(output))) return false;
  Axes permutation;
  for (const size_t i : shaped) {
    const int32_t input = op.inputs[i];
    const Operator* before = transpose_before(graph, uses, input);
    if (before == nullptr || !uses.has_one_reader(input) || uses.is_interface(input)) return false;
    const Axes axes = permutation_of(graph, *before);
    if (!permutation.empty() && permutation != axes) return false;
    const Tensor& source = graph.tensor(before->inputs[0]);
    if (!is_plain(source) || !same_quantization(source, graph.tensor(input)) ||
        graph.tensor(input).shape != graph.tensor(output).shape) {
      return false;
    }
    permutation = axes;
    op.inputs[i] = before->inputs[0];
  }
  const std::vector<Use>& readers = uses.readers(output);
  const bool meets = !uses.is_interface(output) && !readers.empty() &&
                     std::all_of(readers.begin(), readers.end(), [&](const Use& use) {
                       return graph.operators[use.op].code == code::kTranspose;
                     });
  if (shaped.size() < 2 && !meets) return false;
  Tensor inner = graph.tensor(output);
  inner.name += "/before_transpose";
  inner.shape = permuted(inner.shape, inverse(permutation));
  inner.signature.clear();
  const std::string name = graph.tensor(output).name + "/permutation";
  Operator transpose;
  transpose.code = code::kTranspose;
  transpose.outputs = {output};
  op.outputs[0] = graph.add(std::move(inner));
  transpose.inputs = {op.outputs[0], add_list(graph, name, permutation)};
  graph.operators[index] = std::move(op);
  graph.operators.insert(graph.operators.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                         std::move(transpose));
  return true;
}

}  // namespace

uint32_t join_transposes(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    for (size_t i = 0; i < graph.operators.size(); ++i) {
      const Uses uses(model, g);
      if (join(graph, uses, graph.operators[i]) || sink(graph, uses, i)) ++changes;
    }
  }
  return changes;
}

}  // namespace mote::compiler
