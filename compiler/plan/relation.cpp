// SPDX-License-Identifier: Apache-2.0
#include "plan/relation.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace mote::compiler {
namespace {

/// The least multiple of `step` that is not less, for values of either sign.
int64_t round_up(int64_t value, int64_t step) {
  const int64_t rest = value % step;
  return rest <= 0 ? value - rest : value - rest + step;
}

Relation relation_of(int64_t bytes_of_i, int64_t bytes_of_j) {
  return {bytes_of_j, bytes_of_i, bytes_of_j, bytes_of_i};
}

/// Of the output to the input.
Relation relation_of(int64_t output_bytes, int64_t input_bytes, const Overlap& overlap,
                     int64_t align_bytes) {
  Relation relation = relation_of(output_bytes, input_bytes);
  const int64_t multiple = std::lcm(int64_t{std::max(overlap.multiple, 1U)}, align_bytes);
  if (overlap.lead_bytes != Overlap::kNever) {
    relation.below = std::min(relation.below, round_up(int64_t{overlap.lead_bytes}, align_bytes));
  }
  if (overlap.trail_bytes != Overlap::kNever) {
    relation.above = std::min(relation.above, round_up(int64_t{overlap.trail_bytes}, align_bytes));
  }
  // All offsets are multiples of the alignment.
  if (relation.may_share() && multiple != align_bytes) relation.multiple = multiple;
  return relation;
}

}  // namespace

int64_t Relation::next(int64_t difference) const {
  if (is_apart(difference)) return difference;
  if (multiple == 1) {
    return difference >= above || -difference >= below ? difference : above;
  }
  const int64_t before = round_up(difference, multiple);
  if (-before >= below) return before;
  return std::min(round_up(std::max(difference, above), multiple), bytes_of_j);
}

Rivals::Rivals(Span<const plan::Buffer> buffers, uint32_t align_bytes,
               const std::vector<Overlap>& overlaps)
    : rivals_(buffers.size()) {
  std::map<std::pair<uint32_t, uint32_t>, const Overlap*> by_pair;
  for (const Overlap& overlap : overlaps) {
    by_pair[std::minmax(overlap.output, overlap.input)] = &overlap;
  }
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes == 0) continue;
    const int64_t bytes_of_i = round_up(int64_t{buffers[i].bytes}, align_bytes);
    for (uint32_t j = 0; j < i; ++j) {
      if (buffers[j].bytes == 0 || !alive_together(buffers[i], buffers[j])) continue;
      const int64_t bytes_of_j = round_up(int64_t{buffers[j].bytes}, align_bytes);
      Relation relation = relation_of(bytes_of_i, bytes_of_j);
      const auto found = by_pair.find({j, i});
      if (found != by_pair.end()) {
        const Overlap& overlap = *found->second;
        relation = overlap.output == i
                       ? relation_of(bytes_of_i, bytes_of_j, overlap, align_bytes)
                       : relation_of(bytes_of_j, bytes_of_i, overlap, align_bytes).reversed();
      }
      if (relation.is_free(align_bytes)) continue;
      rivals_[i].push_back({j, relation});
      rivals_[j].push_back({i, relation.reversed()});
    }
  }
}

}  // namespace mote::compiler
