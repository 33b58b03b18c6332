// SPDX-License-Identifier: Apache-2.0
// Operators whose results nobody reads, and tensors that nobody mentions.
#include <algorithm>

#include "graph/uses.h"
#include "passes/pass.h"

namespace mote::compiler {
namespace {

/// From the last operator to the first, so that one round finds whole branches.
uint32_t remove_operators(Subgraph& graph, const std::vector<bool>& kept_outside) {
  std::vector<uint32_t> reads(graph.tensors.size());
  for (const Operator& op : graph.operators) {
    for (const int32_t t : op.inputs) {
      if (t != kLeftOut) ++reads[static_cast<size_t>(t)];
    }
  }
  uint32_t changes = 0;
  for (size_t i = graph.operators.size(); i-- != 0;) {
    const Operator& op = graph.operators[i];
    const bool is_read = std::any_of(op.outputs.begin(), op.outputs.end(), [&](int32_t t) {
      return kept_outside[static_cast<size_t>(t)] || reads[static_cast<size_t>(t)] != 0;
    });
    if (is_read || op.outputs.empty() || !is_pure(graph, op)) continue;
    for (const int32_t t : op.inputs) {
      if (t != kLeftOut) --reads[static_cast<size_t>(t)];
    }
    graph.operators.erase(graph.operators.begin() + static_cast<std::ptrdiff_t>(i));
    ++changes;
  }
  return changes;
}

uint32_t remove_tensors(Subgraph& graph, std::vector<Signature>& signatures, uint32_t subgraph,
                        std::vector<bool> mentioned) {
  const auto mention = [&mentioned](const std::vector<int32_t>& tensors) {
    for (const int32_t t : tensors) {
      if (t != kLeftOut) mentioned[static_cast<size_t>(t)] = true;
    }
  };
  for (const Operator& op : graph.operators) {
    mention(op.inputs);
    mention(op.outputs);
    mention(op.intermediates);
  }
  std::vector<int32_t> moved(graph.tensors.size(), kLeftOut);
  std::vector<Tensor> left;
  for (size_t t = 0; t < graph.tensors.size(); ++t) {
    if (!mentioned[t]) continue;
    moved[t] = static_cast<int32_t>(left.size());
    left.push_back(std::move(graph.tensors[t]));
  }
  const auto changes = static_cast<uint32_t>(graph.tensors.size() - left.size());
  graph.tensors = std::move(left);
  const auto renumber = [&moved](std::vector<int32_t>& tensors) {
    for (int32_t& t : tensors) {
      if (t != kLeftOut) t = moved[static_cast<size_t>(t)];
    }
  };
  for (Operator& op : graph.operators) {
    renumber(op.inputs);
    renumber(op.outputs);
    renumber(op.intermediates);
  }
  renumber(graph.inputs);
  renumber(graph.outputs);
  for (Signature& s : signatures) {
    if (s.subgraph != subgraph) continue;
    for (auto& [name, t] : s.inputs) t = static_cast<uint32_t>(moved[t]);
    for (auto& [name, t] : s.outputs) t = static_cast<uint32_t>(moved[t]);
  }
  return changes;
}

}  // namespace

uint32_t remove_unused(Model& model) {
  uint32_t changes = 0;
  for (uint32_t i = 0; i < model.subgraphs.size(); ++i) {
    Subgraph& graph = model.subgraphs[i];
    const Uses uses(model, i);
    std::vector<bool> kept(graph.tensors.size());
    for (size_t t = 0; t < kept.size(); ++t) kept[t] = uses.is_interface(static_cast<int32_t>(t));
    changes += remove_operators(graph, kept);
    changes += remove_tensors(graph, model.signatures, i, std::move(kept));
  }
  return changes;
}

}  // namespace mote::compiler
