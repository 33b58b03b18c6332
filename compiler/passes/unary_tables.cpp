// SPDX-License-Identifier: Apache-2.0
// Elementwise operators in a row from 8 bits to 8 bits, with whatever types between, become one
// table of 256 bytes, which lists what they give for every number there is. One that gives back
// each number goes.
#include <algorithm>

#include "graph/table_operator.h"
#include "passes/pass.h"
#include "passes/rewiring.h"
#include "passes/unary_chain.h"

namespace mote::compiler {
namespace {

bool is_8_bits(const Tensor& t) {
  return t.type == TensorType::Int8 || t.type == TensorType::UInt8;
}

/// As much of the chain as ends in 8 bits.
void cut(const Subgraph& graph, UnaryChain& chain) {
  while (!chain.operators.empty() &&
         !is_8_bits(graph.tensor(graph.operators[chain.operators.back()].outputs[0]))) {
    chain.operators.pop_back();
  }
  if (!chain.operators.empty()) {
    chain.output = graph.operators[chain.operators.back()].outputs[0];
  }
}

bool is_identity(const Bytes& results) {
  for (size_t i = 0; i < results.size(); ++i) {
    if (results[i] != i) return false;
  }
  return true;
}

void make_table(Subgraph& graph, const UnaryChain& chain, const Bytes& results) {
  Tensor table;
  table.name = graph.tensor(chain.output).name + "/table";
  table.type = TensorType::UInt8;
  table.shape = {256};
  table.constant = shared_bytes(results);
  Operator op;
  op.code = code::kCustom;
  op.custom_code = kTableName;
  op.outputs = {chain.output};
  op.inputs = {chain.input, graph.add(std::move(table))};
  graph.operators[chain.operators.back()] = std::move(op);
}

bool tabulate(Model& model, uint32_t g, const UnaryChain& chain) {
  Subgraph& graph = model.subgraphs[g];
  const auto results = list_results(graph, chain);
  if (!results) return false;
  if (is_identity(*results) && bypass(model, g, chain.operators.back(), chain.input)) return true;
  if (chain.operators.size() < 2) return false;
  make_table(graph, chain, *results);
  return true;
}

}  // namespace

uint32_t tabulate_unary_chains(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    for (uint32_t i = 0; i < graph.operators.size(); ++i) {
      const int32_t input = mapped_input(graph, graph.operators[i]);
      if (input == kLeftOut || !is_8_bits(graph.tensor(input))) continue;
      const Uses uses(model, g);
      UnaryChain chain = chain_from(graph, uses, i);
      cut(graph, chain);
      if (!chain.operators.empty() && tabulate(model, g, chain)) ++changes;
    }
  }
  return changes;
}

}  // namespace mote::compiler
