// SPDX-License-Identifier: Apache-2.0
// Good plans fast: a plan is the order in which buffers are put at the lowest free offset. The
// search begins with a few good orders and then exchanges buffers of the best.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/relation.h"

namespace mote::compiler {

class OrderSearch {
 public:
  OrderSearch(Span<const plan::Buffer> buffers, const Rivals& rivals);

  /// Looks for a plan of fewer bytes than `bytes`, until it has one of `least` or the work (looks at
  /// a pair of buffers) is spent. Returns the least bytes; offsets() are those of the plan if they
  /// are fewer.
  uint64_t run(uint64_t bytes, uint64_t least, int64_t& work);
  const std::vector<int64_t>& offsets() const { return best_offsets_; }

 private:
  using Order = std::vector<uint32_t>;

  /// Bytes of the region that an order gives.
  uint64_t try_order(const Order& order);
  int64_t lowest_offset(uint32_t i);
  void exchange(Order order, uint64_t least);

  static constexpr int64_t kNotPlaced = -1;

  Span<const plan::Buffer> buffers_;
  const Rivals& rivals_;
  int64_t work_ = 0;
  Order order_, best_order_;
  std::vector<int64_t> offsets_, best_offsets_;
  uint64_t best_bytes_ = 0;
};

}  // namespace mote::compiler
