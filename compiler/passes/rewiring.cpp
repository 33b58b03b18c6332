// SPDX-License-Identifier: Apache-2.0
#include "passes/rewiring.h"

#include <algorithm>

#include "graph/builtin_codes.h"

namespace mote::compiler {

int32_t add_list(Subgraph& graph, const std::string& name, const std::vector<int32_t>& values) {
  Tensor list;
  list.name = name;
  list.type = TensorType::Int32;
  list.shape = {static_cast<int32_t>(values.size())};
  list.constant = shared_bytes(values);
  return graph.add(std::move(list));
}

void erase_operator(Subgraph& graph, uint32_t op) {
  graph.operators.erase(graph.operators.begin() + static_cast<std::ptrdiff_t>(op));
}

bool bypass(Model& model, uint32_t subgraph, uint32_t op, int32_t input) {
  Subgraph& graph = model.subgraphs[subgraph];
  const int32_t output = graph.operators[op].outputs[0];
  const Tensor& from = graph.tensor(input);
  const Tensor& to = graph.tensor(output);
  if (!same_meaning(from, to) || from.is_variable || to.is_variable) return false;
  const Uses uses(model, subgraph);
  if (!uses.is_interface(output)) {
    erase_operator(graph, op);
    replace_reads(graph, output, input);
    return true;
  }
  const int32_t producer = uses.producer(input);
  if (producer < 0 || uses.is_interface(input) || uses.is_graph_input(output)) return false;
  std::vector<int32_t>& outputs = graph.operators[static_cast<size_t>(producer)].outputs;
  std::replace(outputs.begin(), outputs.end(), input, output);
  erase_operator(graph, op);
  replace_reads(graph, input, output);
  return true;
}

void make_reshape(Subgraph& graph, Operator& op, int32_t input) {
  const Tensor& output = graph.tensor(op.outputs[0]);
  const std::vector<int32_t> shape = output.shape;
  Operator reshape;
  reshape.code = code::kReshape;
  reshape.outputs = op.outputs;
  reshape.options.type = options_type::kReshape;
  reshape.options.set_words(reshape_option::kNewShape, shape);
  reshape.inputs = {input};
  if (!shape.empty()) reshape.inputs.push_back(add_list(graph, output.name + "/shape", shape));
  op = std::move(reshape);
}

Operator* sole_producer(Subgraph& graph, const Uses& uses, int32_t tensor) {
  if (tensor == kLeftOut || uses.producer(tensor) < 0 || !uses.has_one_reader(tensor) ||
      uses.is_interface(tensor)) {
    return nullptr;
  }
  Operator& op = graph.operators[static_cast<size_t>(uses.producer(tensor))];
  return op.outputs.size() == 1 && is_pure(graph, op) ? &op : nullptr;
}

}  // namespace mote::compiler
