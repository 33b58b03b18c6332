// SPDX-License-Identifier: Apache-2.0
#include "plan/best_plan.h"

#include <algorithm>

#include "base/bytes.h"
#include "plan/lower_bound.h"
#include "plan/order_search.h"
#include "plan/relation.h"
#include "plan/zone_search.h"

namespace mote::compiler {
namespace {

/// Narrows down how few bytes will do, from both sides.
class Planner {
 public:
  Planner(Span<plan::Buffer> buffers, uint32_t align_bytes, const std::vector<Overlap>& overlaps)
      : buffers_(buffers), align_bytes_(align_bytes), rivals_(buffers, align_bytes, overlaps) {}

  BestPlan run(uint32_t greedy_bytes, uint64_t effort) {
    most_ = greedy_bytes;
    least_ = lower_bound_bytes(buffers_, rivals_, align_bytes_);
    const auto part = static_cast<int64_t>(effort / 4);
    int64_t quick = part / 16;
    improve_order(quick);
    int64_t exact = part * 3;
    bisect(exact);
    int64_t rest = part - part / 16 + exact;
    improve_order(rest);
    return {static_cast<uint32_t>(most_), static_cast<uint32_t>(least_), most_ == least_};
  }

 private:
  void take(const std::vector<int64_t>& offsets) {
    for (size_t i = 0; i < buffers_.size(); ++i) {
      if (buffers_[i].bytes != 0) buffers_[i].offset = static_cast<uint32_t>(offsets[i]);
    }
  }

  void improve_order(int64_t& work) {
    if (most_ <= least_ || work <= 0) return;
    OrderSearch search(buffers_, rivals_);
    const uint64_t bytes = search.run(most_, least_, work);
    if (bytes >= most_) return;
    most_ = bytes;
    take(search.offsets());
  }

  /// The bound itself first: most often it can be reached.
  void bisect(int64_t& work) {
    ZoneSearch search(buffers_, rivals_, align_bytes_);
    for (uint64_t region = least_; least_ < most_ && work > 0;) {
      const auto answer = search.fits(static_cast<int64_t>(region), work);
      if (answer == ZoneSearch::Answer::kUnknown) return;
      if (answer == ZoneSearch::Answer::kFits) {
        take(search.offsets());
        most_ = 0;
        for (const plan::Buffer& buffer : buffers_) {
          if (buffer.bytes == 0) continue;
          most_ = std::max(most_, uint64_t{buffer.offset} + buffer.bytes);
        }
      } else {
        least_ = region + align_bytes_;
      }
      region = least_ + (most_ - least_) / align_bytes_ / 2 * align_bytes_;
    }
  }

  Span<plan::Buffer> buffers_;
  uint32_t align_bytes_;
  Rivals rivals_;
  uint64_t least_ = 0, most_ = 0;
};

}  // namespace

BestPlan best_plan(Span<plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps, uint64_t effort) {
  std::vector<plan::Buffer> rounded(buffers.begin(), buffers.end());
  for (plan::Buffer& buffer : rounded) {
    if (buffer.bytes > plan::kMostBytes) return {plan::kNotPlaced, plan::kNotPlaced, false};
    buffer.bytes = align_up(buffer.bytes, align_bytes);
    if (buffer.bytes != 0) buffer.offset = plan::kNotPlaced;
  }
  const Span<plan::Buffer> all{rounded.data(), rounded.size()};
  const uint32_t greedy = plan::place(all, align_bytes);
  if (greedy == plan::kNotPlaced) return {greedy, greedy, false};
  const BestPlan found = Planner(all, align_bytes, overlaps).run(greedy, effort);
  for (size_t i = 0; i < buffers.size(); ++i) buffers[i].offset = rounded[i].offset;
  return found;
}

bool is_valid_plan(Span<const plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps) {
  const Rivals rivals(buffers, align_bytes, overlaps);
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes != 0 && buffers[i].offset % align_bytes != 0) return false;
    for (const Rival& rival : rivals.of(i)) {
      const int64_t difference = int64_t{buffers[i].offset} - int64_t{buffers[rival.index].offset};
      if (!rival.relation.allows(difference)) return false;
    }
  }
  return true;
}

}  // namespace mote::compiler
