// SPDX-License-Identifier: Apache-2.0
#include "plan/order_search.h"

#include <algorithm>
#include <utility>

namespace mote::compiler {
namespace {

using Before = bool (*)(const plan::Buffer& a, const plan::Buffer& b);
constexpr Before kOrders[] = {
    [](const plan::Buffer& a, const plan::Buffer& b) { return a.bytes > b.bytes; },
    [](const plan::Buffer& a, const plan::Buffer& b) { return a.first_step < b.first_step; },
    [](const plan::Buffer& a, const plan::Buffer& b) { return a.last_step > b.last_step; },
    [](const plan::Buffer& a, const plan::Buffer& b) {
      return a.last_step - a.first_step > b.last_step - b.first_step;
    },
};

/// The same numbers on every machine.
class Numbers {
 public:
  uint32_t below(size_t count) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % static_cast<uint32_t>(count);
  }

 private:
  uint32_t state_ = 0x12345678;
};

}  // namespace

OrderSearch::OrderSearch(Span<const plan::Buffer> buffers, const Rivals& rivals)
    : buffers_(buffers), rivals_(rivals), offsets_(buffers.size(), kNotPlaced) {
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes != 0) order_.push_back(i);
  }
}

uint64_t OrderSearch::run(uint64_t bytes, uint64_t least, int64_t& work) {
  best_bytes_ = bytes;
  work_ = work;
  for (const Before before : kOrders) {
    Order order = order_;
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t i, uint32_t j) { return before(buffers_[i], buffers_[j]); });
    (void)try_order(order);
    if (best_bytes_ <= least) break;
  }
  exchange(best_order_.empty() ? order_ : best_order_, least);
  work = work_;
  return best_bytes_;
}

void OrderSearch::exchange(Order order, uint64_t least) {
  if (order.size() < 2) return;
  uint64_t bytes = try_order(order);
  Numbers numbers;
  while (best_bytes_ > least && work_ > 0) {
    Order changed = order;
    const uint32_t from = numbers.below(changed.size());
    const uint32_t to = numbers.below(changed.size());
    if (numbers.below(2) == 0) {
      std::swap(changed[from], changed[to]);
    } else {  // move one
      const uint32_t moved = changed[from];
      changed.erase(changed.begin() + from);
      changed.insert(changed.begin() + to, moved);
    }
    const uint64_t changed_bytes = try_order(changed);
    if (changed_bytes > bytes) continue;
    bytes = changed_bytes;
    order = std::move(changed);
  }
}

uint64_t OrderSearch::try_order(const Order& order) {
  for (const uint32_t i : order) offsets_[i] = kNotPlaced;
  uint64_t region = 0;
  for (const uint32_t i : order) {
    offsets_[i] = lowest_offset(i);
    region = std::max(region, static_cast<uint64_t>(offsets_[i]) + buffers_[i].bytes);
  }
  if (region < best_bytes_) {
    best_bytes_ = region;
    best_order_ = order;
    best_offsets_ = offsets_;
  }
  return region;
}

int64_t OrderSearch::lowest_offset(uint32_t i) {
  int64_t offset = 0;
  for (bool is_moved = true; is_moved;) {
    is_moved = false;
    work_ -= static_cast<int64_t>(rivals_.of(i).size()) + 1;
    for (const Rival& rival : rivals_.of(i)) {
      const int64_t other = offsets_[rival.index];
      if (other == kNotPlaced) continue;
      const int64_t allowed = other + rival.relation.next(offset - other);
      is_moved |= allowed != offset;
      offset = allowed;
    }
  }
  return offset;
}

}  // namespace mote::compiler
