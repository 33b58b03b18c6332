// SPDX-License-Identifier: Apache-2.0
// The parts of Layout that only operators with subgraphs or variables need: apart, so that a program
// without them does not link it.
#include "runtime/layout.h"

#include "base/bytes.h"

namespace mote {
namespace {

constexpr uint32_t kMostSteps = 0x7FFF;
constexpr uint32_t kMostPlaces = 0xFFFF;
constexpr uint32_t kMostSubgraphs = 0xFF;

}  // namespace

bool Layout::make_room(uint32_t at, uint32_t count) {
  const uint32_t after = step_count_ + count;
  if (after > kMostSteps) return inconsistent(format::Check::StepCount, after);
  if (!has_room_for(after * sizeof(Step))) return false;
  Step* from = steps_ + at;
  __builtin_memmove(from + count, from, (step_count_ - at) * sizeof(Step));
  step_count_ = after;
  return true;
}

bool Layout::insert(uint32_t at, uint32_t subgraph, uint32_t& first_place) {
  const uint32_t subgraphs = format::Table::root(file_).count(format::ModelField::Subgraphs);
  if (subgraph > kMostSubgraphs || subgraph >= subgraphs) {
    return inconsistent(format::Check::CalledSubgraph, subgraph);
  }
  const auto graph = format::SubgraphView::of(file_, subgraph);
  if (is_within(at - 1, subgraph)) return inconsistent(format::Check::Recursion, subgraph);
  first_place = place_count_;
  if (!make_room(at, graph.operator_count())) return false;
  add_steps(at, subgraph);
  if (place_count_ <= kMostPlaces) return true;
  return inconsistent(format::Check::PlaceCount, place_count_);
}

bool Layout::is_within(uint32_t step, uint32_t subgraph) const {
  if (steps_[step].subgraph == subgraph) return true;
  for (uint32_t i = 0; i < step; ++i) {
    if (steps_[i].subgraph != subgraph) continue;
    for (uint32_t j = step + 1; j < step_count_; ++j) {
      if (steps_[j].part != 0 && is_part(j, i)) return true;
    }
  }
  return false;
}

bool Layout::insert_part(uint32_t at, uint32_t caller, uint8_t part, uint32_t callee_first_place) {
  if (!make_room(at, 1)) return false;
  steps_[at] = steps_[caller];
  steps_[at].part = part;
  steps_[at].scratch_at = callee_first_place;
  return true;
}

}  // namespace mote
