// SPDX-License-Identifier: Apache-2.0
// Buffers that share with none of a group can be cut out of a placement without moving those of the
// group against each other where they share: so the least for a moment is the sum of the least for
// each group of buffers that are linked by sharing.
#include "plan/lower_bound.h"

#include <algorithm>
#include <set>

#include "plan/zone_search.h"

namespace mote::compiler {
namespace {

constexpr size_t kMostInGroup = 7;
constexpr int64_t kWorkOfGroup = 2'000'000;

class Bound {
 public:
  Bound(Span<const plan::Buffer> buffers, const Rivals& rivals, uint32_t align_bytes)
      : buffers_(buffers), rivals_(rivals), align_bytes_(align_bytes) {}

  uint64_t at(uint32_t moment) const {
    std::set<uint32_t> left;
    for (uint32_t i = 0; i < buffers_.size(); ++i) {
      const plan::Buffer& buffer = buffers_[i];
      if (buffer.bytes == 0 || buffer.first_step > moment || buffer.last_step < moment) continue;
      left.insert(i);
    }
    uint64_t sum = 0;
    while (!left.empty()) sum += least_of(take_group(left));
    return sum;
  }

 private:
  uint64_t bytes_of(uint32_t i) const {
    return (uint64_t{buffers_[i].bytes} + align_bytes_ - 1) / align_bytes_ * align_bytes_;
  }

  /// One buffer and all that it is linked with.
  std::vector<uint32_t> take_group(std::set<uint32_t>& left) const {
    std::vector<uint32_t> group{*left.begin()};
    left.erase(left.begin());
    for (size_t i = 0; i < group.size(); ++i) {
      std::set<uint32_t> apart;
      for (const Rival& rival : rivals_.of(group[i])) {
        if (!rival.relation.may_share()) apart.insert(rival.index);
      }
      for (auto at = left.begin(); at != left.end();) {
        if (apart.count(*at) != 0) {
          ++at;
          continue;
        }
        group.push_back(*at);
        at = left.erase(at);
      }
    }
    return group;
  }

  uint64_t least_of(const std::vector<uint32_t>& group) const {
    if (group.size() == 1) return bytes_of(group[0]);
    uint64_t least = apart_bytes(group);
    uint64_t most = 0;
    for (const uint32_t i : group) most += bytes_of(i);
    if (group.size() > kMostInGroup) return least;
    std::vector<plan::Buffer> alone(buffers_.begin(), buffers_.end());
    for (plan::Buffer& buffer : alone) buffer.bytes = 0;
    for (const uint32_t i : group) {
      alone[i] = {buffers_[i].bytes, 0, 0, 0};
    }
    ZoneSearch search({alone.data(), alone.size()}, rivals_, align_bytes_);
    int64_t work = kWorkOfGroup;
    while (least < most) {
      const uint64_t middle = least + (most - least) / align_bytes_ / 2 * align_bytes_;
      switch (search.fits(static_cast<int64_t>(middle), work)) {
        case ZoneSearch::Answer::kFits: most = middle; break;
        case ZoneSearch::Answer::kDoesNotFit: least = middle + align_bytes_; break;
        case ZoneSearch::Answer::kUnknown: return least;
      }
    }
    return least;
  }

  /// Of some buffers of the group that share with none of each other: the largest first.
  uint64_t apart_bytes(std::vector<uint32_t> group) const {
    std::stable_sort(group.begin(), group.end(),
                     [&](uint32_t a, uint32_t b) { return buffers_[a].bytes > buffers_[b].bytes; });
    std::vector<uint32_t> taken;
    uint64_t sum = 0;
    for (const uint32_t i : group) {
      const auto is_apart_from = [&](uint32_t j) {
        for (const Rival& rival : rivals_.of(i)) {
          if (rival.index == j) return !rival.relation.may_share();
        }
        return false;
      };
      if (!std::all_of(taken.begin(), taken.end(), is_apart_from)) continue;
      taken.push_back(i);
      sum += bytes_of(i);
    }
    return sum;
  }

  Span<const plan::Buffer> buffers_;
  const Rivals& rivals_;
  uint32_t align_bytes_;
};

}  // namespace

uint64_t lower_bound_bytes(Span<const plan::Buffer> buffers, const Rivals& rivals,
                           uint32_t align_bytes) {
  std::set<uint32_t> moments;  // more is alive where a life begins than before
  for (const plan::Buffer& buffer : buffers) {
    if (buffer.bytes != 0) moments.insert(buffer.first_step);
  }
  const Bound bound(buffers, rivals, align_bytes);
  uint64_t most = 0;
  for (const uint32_t moment : moments) most = std::max(most, bound.at(moment));
  return most;
}

}  // namespace mote::compiler
