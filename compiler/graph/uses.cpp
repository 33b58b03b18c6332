// SPDX-License-Identifier: Apache-2.0
#include "graph/uses.h"

#include <algorithm>

#include "graph/builtin_codes.h"
#include "graph/table_operator.h"

namespace mote::compiler {

Uses::Uses(const Model& model, uint32_t subgraph) {
  const Subgraph& graph = model.subgraphs[subgraph];
  producers_.assign(graph.tensors.size(), -1);
  readers_.resize(graph.tensors.size());
  inputs_.resize(graph.tensors.size());
  outputs_.resize(graph.tensors.size());
  for (uint32_t i = 0; i < graph.operators.size(); ++i) {
    const Operator& op = graph.operators[i];
    for (const int32_t t : op.outputs) producers_[static_cast<size_t>(t)] = static_cast<int32_t>(i);
    for (uint32_t k = 0; k < op.inputs.size(); ++k) {
      if (op.inputs[k] != kLeftOut) readers_[static_cast<size_t>(op.inputs[k])].push_back({i, k});
    }
  }
  for (const int32_t t : graph.inputs) inputs_[static_cast<size_t>(t)] = true;
  for (const int32_t t : graph.outputs) outputs_[static_cast<size_t>(t)] = true;
  for (const Signature& s : model.signatures) {
    if (s.subgraph != subgraph) continue;
    for (const auto& [name, t] : s.inputs) inputs_[t] = true;
    for (const auto& [name, t] : s.outputs) outputs_[t] = true;
  }
}

bool is_pure(const Subgraph& graph, const Operator& op) {
  constexpr uint32_t kImpure[] = {code::kSvdf,         code::kUnidirectionalSequenceLstm,
                                  code::kIf,           code::kWhile,
                                  code::kCallOnce,     code::kVarHandle,
                                  code::kReadVariable, code::kAssignVariable};
  if (std::find(std::begin(kImpure), std::end(kImpure), op.code) != std::end(kImpure)) return false;
  if (op.code == code::kCustom && !is_table(op)) return false;
  const auto is_free = [&graph](int32_t t) {
    return t == kLeftOut ||
           (!graph.tensor(t).is_variable && graph.tensor(t).type != TensorType::Resource &&
            graph.tensor(t).type != TensorType::Variant);
  };
  return std::all_of(op.inputs.begin(), op.inputs.end(), is_free) &&
         std::all_of(op.outputs.begin(), op.outputs.end(), is_free);
}

void replace_reads(Subgraph& graph, int32_t from, int32_t to) {
  for (Operator& op : graph.operators) std::replace(op.inputs.begin(), op.inputs.end(), from, to);
  std::replace(graph.outputs.begin(), graph.outputs.end(), from, to);
}

}  // namespace mote::compiler
