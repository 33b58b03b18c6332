// SPDX-License-Identifier: Apache-2.0
// The part of Layout for plans that stand in the model: apart, so that a program that plans by itself
// does not link it.
#include "format/stored_plan.h"
#include "runtime/layout.h"

namespace mote {
namespace {

using format::Check;
using format::StoredPlan;

/// Number of a subgraph's first tensor, counted over all subgraphs.
uint32_t tensors_before(const uint8_t* file, uint32_t subgraph) {
  uint32_t tensors = 0;
  for (uint32_t i = 0; i < subgraph; ++i) {
    tensors += format::SubgraphView::of(file, i).tensor_count();
  }
  return tensors;
}

}  // namespace

bool Layout::take_stored_offsets() {
  StoredPlan plan;
  if (!StoredPlan::find(file_, plan)) return inconsistent(Check::StoredPlanSize, 0);
  if (!take_stored_offsets(plan, 0, 0)) return false;  // inputs, should no operator use them
  for (uint32_t i = 0; i < step_count_; ++i) {
    if (!take_stored_offsets(plan, steps_[i].subgraph, steps_[i].first_place)) return false;
  }
  return true;
}

bool Layout::take_stored_offsets(const StoredPlan& plan, uint32_t subgraph, uint32_t first_place) {
  const uint32_t first_tensor = tensors_before(file_, subgraph);
  const uint32_t tensors = format::SubgraphView::of(file_, subgraph).tensor_count();
  for (uint32_t i = 0; i < tensors; ++i) {
    const uint32_t place = places_[first_place + i];
    const int32_t wanted = plan.offset(first_tensor + i);
    if (!is_in_arena(place) || wanted == StoredPlan::kDeviceDecides) continue;
    plan::Buffer& record = records_[place - 1];
    // Only what is planned; of tensors that are the same bytes the first one decides.
    if (record.bytes == 0 || record.offset != plan::kNotPlaced) continue;
    const auto offset = static_cast<uint32_t>(wanted);
    if (wanted < 0 || offset % kBufferAlignmentBytes != 0 ||
        record.bytes > plan::kMostBytes - offset) {
      return inconsistent(Check::StoredPlanOffset, i);
    }
    record.offset = offset;
  }
  return true;
}

bool Layout::stored_places_are_apart() {
  const size_t bad = plan::first_overlap({records_, record_count_});
  if (bad == record_count_) return true;
  uint32_t at = 0;
  while (places_[at] != bad + 1) ++at;
  for (uint32_t i = 0; i < step_count_; ++i) {
    const uint32_t first = steps_[i].first_place;
    if (at >= first && at - first < graph_of(i).tensor_count()) {
      return inconsistent(Check::StoredPlanOverlap, at - first);
    }
  }
  return inconsistent(Check::StoredPlanOverlap, at);
}

}  // namespace mote
