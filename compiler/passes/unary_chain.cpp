// SPDX-License-Identifier: Apache-2.0
#include "passes/unary_chain.h"

#include "evaluate/evaluate.h"
#include "passes/operator_kinds.h"

namespace mote::compiler {
namespace {

bool is_plain(const Tensor& t) { return !t.is_variable && t.quantization.scales.size() <= 1; }

}  // namespace

int32_t mapped_input(const Subgraph& graph, const Operator& op) {
  if (op.outputs.size() != 1 || !is_pure(graph, op)) return kLeftOut;
  int32_t input = kLeftOut;
  if (is_elementwise_unary(op)) {
    input = op.inputs[0];
  } else if (is_elementwise_binary(op)) {
    for (size_t i = 0; i < 2; ++i) {
      const Tensor& other = graph.tensor(op.inputs[1 - i]);
      if (other.is_constant() && other.elements() == 1) input = op.inputs[i];
    }
  }
  if (input == kLeftOut || graph.tensor(input).is_constant()) return kLeftOut;
  const Tensor& from = graph.tensor(input);
  const Tensor& to = graph.tensor(op.outputs[0]);
  return from.shape == to.shape && is_plain(from) && is_plain(to) ? input : kLeftOut;
}

UnaryChain chain_from(const Subgraph& graph, const Uses& uses, uint32_t op) {
  UnaryChain chain{{op}, mapped_input(graph, graph.operators[op]), 0};
  chain.output = graph.operators[op].outputs[0];
  while (uses.has_one_reader(chain.output) && !uses.is_interface(chain.output)) {
    const uint32_t next = uses.readers(chain.output)[0].op;
    if (mapped_input(graph, graph.operators[next]) != chain.output) break;
    chain.operators.push_back(next);
    chain.output = graph.operators[next].outputs[0];
  }
  return chain;
}

std::optional<Bytes> list_results(const Subgraph& graph, const UnaryChain& chain) {
  const uint32_t bits = bits_per_element(graph.tensor(chain.input).type);
  if (bits != 8 && bits != 16) return std::nullopt;
  const uint32_t count = 1U << bits;
  Bytes elements;
  for (uint32_t i = 0; i < count; ++i) {
    elements.push_back(static_cast<uint8_t>(i));
    if (bits == 16) elements.push_back(static_cast<uint8_t>(i >> 8));
  }
  // The same operators on a list of all numbers.
  Subgraph alone;
  alone.tensors = graph.tensors;
  alone.tensor(chain.input).shape = {static_cast<int32_t>(count)};
  for (const uint32_t op : chain.operators) {
    const Operator& one = graph.operators[op];
    alone.tensor(one.outputs[0]).shape = {static_cast<int32_t>(count)};
    std::vector<Bytes> inputs(one.inputs.size());
    const int32_t mapped = mapped_input(graph, one);
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (one.inputs[i] == mapped) inputs[i] = elements;
    }
    auto results = evaluate(alone, one, inputs);
    if (!results) return std::nullopt;
    elements = std::move((*results)[0]);
  }
  return elements;
}

}  // namespace mote::compiler
