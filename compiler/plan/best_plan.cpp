// SPDX-License-Identifier: Apache-2.0
// A plan is the order in which buffers are put at the lowest free offset; some order gives the best
// one. The search begins with a few good orders and then exchanges buffers of the best.
#include "plan/best_plan.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace mote::compiler {
namespace {

using Order = std::vector<uint32_t>;

class Search {
 public:
  Search(Span<plan::Buffer> buffers, uint32_t align_bytes, const std::vector<Overlap>& overlaps,
         uint64_t effort)
      : buffers_(buffers), align_bytes_(align_bytes), effort_(effort) {
    for (const Overlap& overlap : overlaps) {
      overlaps_[{overlap.output, overlap.input}] = {overlap, true};
      overlaps_[{overlap.input, overlap.output}] = {overlap, false};
    }
    for (uint32_t i = 0; i < buffers.size(); ++i) {
      if (buffers[i].bytes != 0) order_.push_back(i);
    }
    rivals_.resize(buffers.size());
    for (const uint32_t i : order_) {
      for (const uint32_t j : order_) {
        if (i != j && alive_together(buffers[i], buffers[j])) rivals_[i].push_back(j);
      }
    }
    offsets_.assign(buffers.size(), plan::kNotPlaced);
  }

  /// Leaves the best plan in the buffers if it beats `bytes`; returns the least bytes.
  uint32_t run(uint32_t bytes, uint32_t least) {
    best_bytes_ = bytes;
    for (const auto& before : kOrders) {
      Order order = order_;
      std::stable_sort(order.begin(), order.end(),
                       [&](uint32_t i, uint32_t j) { return before(buffers_[i], buffers_[j]); });
      try_order(order);
      if (best_bytes_ <= least) return best_bytes_;
    }
    Order order = best_order_.empty() ? order_ : best_order_;
    current_bytes_ = try_order(order);
    uint32_t state = 0x12345678;
    const auto next = [&state](size_t count) {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      return state % static_cast<uint32_t>(count);
    };
    while (best_bytes_ > least && spent_ < effort_ && order.size() > 1) {
      Order changed = order;
      const uint32_t from = next(changed.size());
      const uint32_t to = next(changed.size());
      if (next(2) == 0) {
        std::swap(changed[from], changed[to]);
      } else {  // move one
        const uint32_t moved = changed[from];
        changed.erase(changed.begin() + from);
        changed.insert(changed.begin() + to, moved);
      }
      const uint32_t before = current_bytes_;
      if (try_order(changed) <= before) {
        order = changed;
      } else {
        current_bytes_ = before;
      }
    }
    return best_bytes_;
  }

 private:
  using Before = bool (*)(const plan::Buffer& a, const plan::Buffer& b);
  static constexpr Before kOrders[] = {
      [](const plan::Buffer& a, const plan::Buffer& b) { return a.bytes > b.bytes; },
      [](const plan::Buffer& a, const plan::Buffer& b) { return a.first_step < b.first_step; },
      [](const plan::Buffer& a, const plan::Buffer& b) { return a.last_step > b.last_step; },
      [](const plan::Buffer& a, const plan::Buffer& b) {
        return a.last_step - a.first_step > b.last_step - b.first_step;
      },
  };

  static bool alive_together(const plan::Buffer& a, const plan::Buffer& b) {
    return a.first_step <= b.last_step && b.first_step <= a.last_step;
  }

  /// Bytes of the region that an order gives.
  uint32_t try_order(const Order& order) {
    for (const uint32_t i : order) offsets_[i] = plan::kNotPlaced;
    uint64_t region = 0;
    for (const uint32_t i : order) {
      offsets_[i] = lowest_offset(i);
      region = std::max(region, uint64_t{offsets_[i]} + buffers_[i].bytes);
    }
    current_bytes_ = region > plan::kMostBytes ? plan::kNotPlaced : static_cast<uint32_t>(region);
    if (current_bytes_ < best_bytes_) {
      best_bytes_ = current_bytes_;
      best_order_ = order;
      for (const uint32_t i : order) buffers_[i].offset = offsets_[i];
    }
    return current_bytes_;
  }

  uint32_t lowest_offset(uint32_t i) {
    spent_ += rivals_[i].size() + 1;
    uint64_t offset = 0;
    for (bool is_moved = true; is_moved;) {
      is_moved = false;
      for (const uint32_t j : rivals_[i]) {
        if (offsets_[j] == plan::kNotPlaced) continue;
        const uint64_t allowed = next_allowed(i, j, offset);
        is_moved |= allowed != offset;
        offset = allowed;
      }
    }
    return static_cast<uint32_t>(offset);
  }

  /// The lowest offset from `offset` on at which buffer i goes with the placed buffer j.
  uint64_t next_allowed(uint32_t i, uint32_t j, uint64_t offset) const {
    const uint64_t begin = offsets_[j];
    const uint64_t end = begin + buffers_[j].bytes;
    if (offset >= end || offset + buffers_[i].bytes <= begin) return offset;
    const uint64_t behind = align_up(static_cast<uint32_t>(end), align_bytes_);
    const auto found = overlaps_.find({i, j});
    if (found == overlaps_.end()) return behind;
    const auto& [overlap, is_output] = found->second;
    for (uint64_t at = offset; at < behind; at += align_bytes_) {
      // i is the one that comes first in memory if it is the output.
      const int64_t lead = is_output ? static_cast<int64_t>(begin) - static_cast<int64_t>(at)
                                     : static_cast<int64_t>(at) - static_cast<int64_t>(begin);
      if (is_output && lead < overlap.lead_bytes) break;  // ever less from here on
      if (lead >= overlap.lead_bytes && lead % int64_t{overlap.multiple} == 0) return at;
    }
    return behind;
  }

  Span<plan::Buffer> buffers_;
  uint32_t align_bytes_;
  uint64_t effort_, spent_ = 0;
  Order order_, best_order_;
  std::vector<std::vector<uint32_t>> rivals_;
  std::map<std::pair<uint32_t, uint32_t>, std::pair<Overlap, bool>> overlaps_;
  std::vector<uint32_t> offsets_;
  uint32_t best_bytes_ = plan::kNotPlaced, current_bytes_ = plan::kNotPlaced;
};

}  // namespace

BestPlan best_plan(Span<plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps, uint64_t effort) {
  const uint32_t greedy = plan::place(buffers, align_bytes);
  const uint32_t least = overlaps.empty() ? plan::lower_bound_bytes(buffers, align_bytes) : 0;
  if (greedy == plan::kNotPlaced || greedy <= least) return {greedy, least, greedy == least};
  const uint32_t bytes = Search(buffers, align_bytes, overlaps, effort).run(greedy, least);
  return {bytes, least, bytes == least};
}

}  // namespace mote::compiler
