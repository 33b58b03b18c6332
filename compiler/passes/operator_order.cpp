// SPDX-License-Identifier: Apache-2.0
// What is alive depends on which operators have run, not on their order. So the search goes from set to
// set: from none to all, one operator at a time, never through a moment at which as much is alive as
// in the best order known. Sets that were reached before need no second look.
#include "passes/operator_order.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "graph/builtin_codes.h"

namespace mote::compiler {
namespace {

using Set = std::vector<bool>;  ///< of operators

class OrderSearch {
 public:
  explicit OrderSearch(const Subgraph& graph)
      : graph_(graph), writer_(graph.tensors.size(), kNone), readers_(graph.tensors.size()),
        is_kept_(graph.tensors.size(), false), before_(graph.operators.size()) {
    for (uint32_t i = 0; i < graph.operators.size(); ++i) {
      for (const int32_t t : graph.operators[i].outputs) writer_[at(t)] = i;
    }
    uint32_t last_with_state = kNone;
    for (uint32_t i = 0; i < graph.operators.size(); ++i) {
      for (const int32_t t : graph.operators[i].inputs) {
        if (t == kLeftOut) continue;
        readers_[at(t)].push_back(i);
        if (writer_[at(t)] != kNone) before_[i].push_back(writer_[at(t)]);
      }
      if (!has_state(graph.operators[i])) continue;
      if (last_with_state != kNone) before_[i].push_back(last_with_state);
      last_with_state = i;
    }
    for (const int32_t t : graph.outputs) is_kept_[at(t)] = true;
  }

  /// Operators in the best order; empty if that is the given one.
  std::vector<uint32_t> run(uint32_t effort) {
    effort_ = effort;
    Set done(graph_.operators.size(), false);
    for (uint32_t i = 0; i < graph_.operators.size(); ++i) {
      bound_ = std::max(bound_, alive_at(done, i));
      done[i] = true;
    }
    std::vector<uint32_t> best;
    while (effort_ > 0 && find_below_bound()) {
      best = order_;
      bound_ = peak_;
    }
    return best;
  }

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  static size_t at(int32_t tensor) { return static_cast<size_t>(tensor); }

  /// Or might have: custom operators say nothing about it.
  bool has_state(const Operator& op) const {
    switch (op.code) {
      case code::kIf:
      case code::kWhile:
      case code::kCallOnce:
      case code::kVarHandle:
      case code::kReadVariable:
      case code::kAssignVariable:
      case code::kCustom: return true;
      default: break;
    }
    return std::any_of(op.inputs.begin(), op.inputs.end(),
                       [this](int32_t t) { return t != kLeftOut && graph_.tensor(t).is_variable; });
  }

  /// Bytes alive while an operator runs after those that are done.
  uint64_t alive_at(const Set& done, uint32_t next) const {
    uint64_t bytes = 0;
    for (size_t t = 0; t < graph_.tensors.size(); ++t) {
      const Tensor& tensor = graph_.tensors[t];
      if (tensor.is_constant() || tensor.is_variable) continue;
      const uint32_t writer = writer_[t];
      const bool is_there = writer == kNone || done[writer] || writer == next;
      const bool is_needed =
          writer == next || is_kept_[t] ||
          std::any_of(readers_[t].begin(), readers_[t].end(), [&](uint32_t r) { return !done[r]; });
      if (is_there && is_needed) bytes += (tensor.bytes() + 7) / 8 * 8;
    }
    return bytes;
  }

  bool is_ready(const Set& done, uint32_t i) const {
    return !done[i] && std::all_of(before_[i].begin(), before_[i].end(),
                                   [&](uint32_t earlier) { return done[earlier]; });
  }

  bool find_below_bound() {
    known_.clear();
    order_.clear();
    peak_ = 0;
    Set done(graph_.operators.size(), false);
    return go_on(done, 0);
  }

  bool go_on(Set& done, uint64_t peak) {
    if (order_.size() == done.size()) {
      peak_ = peak;
      return true;
    }
    if (effort_ == 0 || !known_.insert(done).second) return false;
    --effort_;
    std::vector<std::pair<uint64_t, uint32_t>> ready;  // what needs the least first
    for (uint32_t i = 0; i < done.size(); ++i) {
      if (!is_ready(done, i)) continue;
      const uint64_t bytes = alive_at(done, i);
      if (bytes < bound_) ready.push_back({bytes, i});
    }
    std::sort(ready.begin(), ready.end());
    for (const auto& [bytes, i] : ready) {
      done[i] = true;
      order_.push_back(i);
      if (go_on(done, std::max(peak, bytes))) return true;
      order_.pop_back();
      done[i] = false;
    }
    return false;
  }

  const Subgraph& graph_;
  std::vector<uint32_t> writer_;
  std::vector<std::vector<uint32_t>> readers_;
  std::vector<bool> is_kept_;
  std::vector<std::vector<uint32_t>> before_;  ///< operators that must have run
  std::set<Set> known_;
  std::vector<uint32_t> order_;
  uint64_t bound_ = 0, peak_ = 0;
  uint32_t effort_ = 0;
};

}  // namespace

bool reorder(Model& model, uint32_t effort) {
  Subgraph& graph = model.subgraphs[0];
  const std::vector<uint32_t> order = OrderSearch(graph).run(effort);
  if (order.empty()) return false;
  std::vector<Operator> operators;
  for (const uint32_t i : order) operators.push_back(std::move(graph.operators[i]));
  graph.operators = std::move(operators);
  return true;
}

}  // namespace mote::compiler
