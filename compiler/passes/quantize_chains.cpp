// SPDX-License-Identifier: Apache-2.0
// QUANTIZE and DEQUANTIZE in a row from 8 or 16 bits to 8 or 16 bits become one QUANTIZE, or none,
// if that gives the same for every number there is: all are tried.
#include "passes/operator_kinds.h"
#include "passes/pass.h"
#include "passes/rewiring.h"
#include "passes/unary_chain.h"

namespace mote::compiler {
namespace {

bool is_link(const Operator& op) {
  return op.code == code::kQuantize || op.code == code::kDequantize;
}

bool is_small(const Tensor& t) {
  const uint32_t bits = bits_per_element(t.type);
  return (bits == 8 || bits == 16) && t.is_quantized() && t.type != TensorType::Float16;
}

/// The longest part of the chain from its first operator on that only changes scales and ends in a
/// small type; empty: none.
UnaryChain links_of(const Subgraph& graph, const UnaryChain& chain) {
  UnaryChain out{{}, chain.input, chain.input};
  size_t best = 0;
  for (size_t i = 0; i < chain.operators.size() && is_link(graph.operators[chain.operators[i]]);
       ++i) {
    if (is_small(graph.tensor(graph.operators[chain.operators[i]].outputs[0]))) best = i + 1;
  }
  out.operators.assign(chain.operators.begin(),
                       chain.operators.begin() + static_cast<std::ptrdiff_t>(best));
  if (best != 0) out.output = graph.operators[out.operators.back()].outputs[0];
  return out;
}

/// Of each index of the listed numbers, the index itself.
bool is_identity(const Bytes& results, uint32_t bits) {
  const size_t width = bits / 8;
  for (size_t i = 0; i < results.size(); ++i) {
    const size_t number = i / width;
    if (results[i] != static_cast<uint8_t>(i % width == 0 ? number : number >> 8)) return false;
  }
  return true;
}

bool merge(Model& model, uint32_t g, const UnaryChain& links) {
  Subgraph& graph = model.subgraphs[g];
  const auto results = list_results(graph, links);
  if (!results) return false;
  const Tensor& input = graph.tensor(links.input);
  const Tensor& output = graph.tensor(links.output);
  const uint32_t last = links.operators.back();
  if (input.type == output.type && is_identity(*results, bits_per_element(input.type)) &&
      bypass(model, g, last, links.input)) {
    return true;
  }
  if (links.operators.size() < 2) return false;
  // One operator in the place of the last one, if it does the same.
  Operator one;
  one.code = code::kQuantize;
  one.inputs = {links.input};
  one.outputs = {links.output};
  const Operator before = graph.operators[last];
  graph.operators[last] = one;
  const auto got = list_results(graph, {{last}, links.input, links.output});
  if (got == results) return true;
  graph.operators[last] = before;
  return false;
}

}  // namespace

uint32_t merge_quantize_chains(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    for (uint32_t i = 0; i < graph.operators.size(); ++i) {
      const int32_t input = mapped_input(graph, graph.operators[i]);
      if (input == kLeftOut || !is_link(graph.operators[i]) || !is_small(graph.tensor(input))) {
        continue;
      }
      const Uses uses(model, g);
      const UnaryChain links = links_of(graph, chain_from(graph, uses, i));
      if (!links.operators.empty() && merge(model, g, links)) ++changes;
    }
  }
  return changes;
}

}  // namespace mote::compiler
