// SPDX-License-Identifier: Apache-2.0
#include "passes/uncalled.h"

#include <algorithm>

#include "graph/builtin_codes.h"

namespace mote::compiler {
namespace {

/// Subgraphs that an operator calls, in its options' first fields.
std::vector<int32_t> called_by(const Operator& op) {
  switch (op.code) {
    case code::kIf:
    case code::kWhile: return {op.options.get<int32_t>(0, 0), op.options.get<int32_t>(1, 0)};
    case code::kCallOnce: return {op.options.get<int32_t>(0, 0)};
    default: return {};
  }
}

std::vector<bool> called_subgraphs(const Model& model) {
  std::vector<bool> is_called(model.subgraphs.size());
  std::vector<size_t> to_visit = {0};
  while (!to_visit.empty()) {
    const size_t g = to_visit.back();
    to_visit.pop_back();
    if (g >= is_called.size() || is_called[g]) continue;
    is_called[g] = true;
    for (const Operator& op : model.subgraphs[g].operators) {
      for (const int32_t called : called_by(op)) to_visit.push_back(static_cast<size_t>(called));
    }
  }
  return is_called;
}

}  // namespace

UncalledAside::UncalledAside(Model& model) : model_(model) {
  const std::vector<bool> is_called = called_subgraphs(model);
  for (size_t g = 0; g < is_called.size(); ++g) {
    if (!is_called[g]) graphs_.emplace_back(g, std::exchange(model.subgraphs[g], {}));
  }
  for (const Signature& s : model.signatures) {
    if (!is_called[s.subgraph]) signatures_.push_back(s);
  }
  std::erase_if(model.signatures, [&](const Signature& s) { return !is_called[s.subgraph]; });
}

UncalledAside::~UncalledAside() {
  for (auto& [g, graph] : graphs_) model_.subgraphs[g] = std::move(graph);
  for (Signature& s : signatures_) model_.signatures.push_back(std::move(s));
}

}  // namespace mote::compiler
