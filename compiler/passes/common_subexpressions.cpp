// SPDX-License-Identifier: Apache-2.0
// Operators that compute what an earlier one has computed, and constants that are there twice.
#include <map>
#include <tuple>

#include "graph/uses.h"
#include "passes/pass.h"
#include "passes/rewiring.h"

namespace mote::compiler {
namespace {

/// Only what operators read: a constant may be an output of the graph too.
uint32_t merge_constants(Subgraph& graph) {
  std::map<std::pair<Bytes, int>, std::vector<int32_t>> known;  // by bytes and type
  std::vector<int32_t> stands_for(graph.tensors.size());
  uint32_t changes = 0;
  for (size_t t = 0; t < graph.tensors.size(); ++t) {
    const Tensor& tensor = graph.tensors[t];
    stands_for[t] = static_cast<int32_t>(t);
    if (!tensor.is_constant() || tensor.is_variable) continue;
    auto& alike = known[{*tensor.constant, static_cast<int>(tensor.type)}];
    for (const int32_t other : alike) {
      if (same_meaning(graph.tensor(other), tensor)) stands_for[t] = other;
    }
    if (stands_for[t] == static_cast<int32_t>(t)) alike.push_back(static_cast<int32_t>(t));
  }
  for (Operator& op : graph.operators) {
    for (int32_t& t : op.inputs) {
      if (t == kLeftOut || stands_for[static_cast<size_t>(t)] == t) continue;
      t = stands_for[static_cast<size_t>(t)];
      ++changes;
    }
  }
  return changes;
}

bool same_operator(const Subgraph& graph, const Operator& a, const Operator& b) {
  if (a.code != b.code || a.custom_code != b.custom_code || a.inputs != b.inputs ||
      a.outputs.size() != b.outputs.size() || !(a.options == b.options) ||
      a.custom_options != b.custom_options) {
    return false;
  }
  for (size_t i = 0; i < a.outputs.size(); ++i) {
    if (!same_meaning(graph.tensor(a.outputs[i]), graph.tensor(b.outputs[i]))) return false;
  }
  return true;
}

/// Takes away operator `later`, which does what `earlier` does, if no output of it is the graph's.
bool merge(Subgraph& graph, const Uses& uses, uint32_t earlier, uint32_t later) {
  const Operator& first = graph.operators[earlier];
  const Operator second = graph.operators[later];
  if (!same_operator(graph, first, second)) return false;
  for (const int32_t t : second.outputs) {
    if (uses.is_interface(t)) return false;
  }
  const std::vector<int32_t> outputs = first.outputs;
  erase_operator(graph, later);
  for (size_t i = 0; i < outputs.size(); ++i) replace_reads(graph, second.outputs[i], outputs[i]);
  return true;
}

}  // namespace

uint32_t merge_common_subexpressions(Model& model) {
  uint32_t changes = 0;
  for (uint32_t g = 0; g < model.subgraphs.size(); ++g) {
    Subgraph& graph = model.subgraphs[g];
    changes += merge_constants(graph);
    for (uint32_t later = 1; later < graph.operators.size(); ++later) {
      if (!is_pure(graph, graph.operators[later])) continue;
      for (uint32_t earlier = 0; earlier < later; ++earlier) {
        const Operator& a = graph.operators[earlier];
        const Operator& b = graph.operators[later];
        if (a.code != b.code || a.inputs != b.inputs) continue;
        if (!merge(graph, Uses(model, g), earlier, later)) continue;
        ++changes;
        --later;
        break;
      }
    }
  }
  return changes;
}

}  // namespace mote::compiler
