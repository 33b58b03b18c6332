// SPDX-License-Identifier: Apache-2.0
#include "plan/zone_search.h"

#include <algorithm>

namespace mote::compiler {

ZoneSearch::ZoneSearch(Span<const plan::Buffer> buffers, const Rivals& rivals, uint32_t align_bytes)
    : buffers_(buffers), rivals_(rivals), align_bytes_(align_bytes) {
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes != 0) order_.push_back(i);
  }
  std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    if (buffers[a].first_step != buffers[b].first_step) {
      return buffers[a].first_step < buffers[b].first_step;
    }
    return buffers[a].bytes > buffers[b].bytes;
  });
}

int64_t ZoneSearch::bytes_of(uint32_t i) const {
  return (buffers_[i].bytes + align_bytes_ - 1) / align_bytes_ * align_bytes_;
}

ZoneSearch::Answer ZoneSearch::fits(int64_t region_bytes, int64_t& work) {
  region_bytes_ = region_bytes;
  work_ = work;
  known_.assign(order_.size(), {});
  chosen_.clear();
  const bool is_found = place(0, {{kOrigin}, {0}});
  work = work_;
  if (is_found) {
    find_offsets();
    return Answer::kFits;
  }
  return work_ > 0 ? Answer::kDoesNotFit : Answer::kUnknown;
}

bool ZoneSearch::place(uint32_t level, const Zone& before) {
  if (level == order_.size()) return true;
  const uint32_t buffer = order_[level];
  if (bytes_of(buffer) > region_bytes_) return false;
  Zone zone = without_dead(before, buffers_[buffer].first_step);
  if (is_known(level, zone)) return false;
  known_[level].push_back(zone);
  append(zone, buffer);
  std::vector<Pair> open;
  for (const Rival& rival : rivals_.of(buffer)) {
    for (size_t node = 1; node + 1 < zone.size(); ++node) {
      if (zone.nodes[node] == rival.index) open.push_back({node, rival.relation});
    }
  }
  return relate(level, std::move(zone), std::move(open));
}

bool ZoneSearch::relate(uint32_t level, Zone zone, std::vector<Pair> open) {
  if (work_ <= 0) return false;
  const size_t chosen_before = chosen_.size();
  const auto fail = [&] {
    chosen_.resize(chosen_before);
    return false;
  };
  // What leaves one way only is no choice; making it may leave others one way only.
  size_t branch = open.size();
  for (size_t i = 0; i < open.size();) {
    work_ -= 8;
    if (is_implied(zone, open[i])) {
      open.erase(open.begin() + static_cast<ptrdiff_t>(i));
      continue;
    }
    const std::vector<Choice> ways = choices(zone, open[i]);
    if (ways.empty()) return fail();
    if (ways.size() > 1) {
      ++i;
      continue;
    }
    if (!add(zone, ways[0])) return fail();
    open.erase(open.begin() + static_cast<ptrdiff_t>(i));
    i = 0;
  }
  if (open.empty()) return place(level + 1, zone) || fail();
  branch = 0;
  for (size_t i = 1; i < open.size(); ++i) {
    if (open[i].relation.bytes_of_j > open[branch].relation.bytes_of_j) branch = i;
  }
  const std::vector<Choice> ways = choices(zone, open[branch]);
  open.erase(open.begin() + static_cast<ptrdiff_t>(branch));
  const size_t chosen_here = chosen_.size();
  for (const Choice& way : ways) {
    Zone next = zone;
    if (add(next, way) && relate(level, std::move(next), open)) return true;
    chosen_.resize(chosen_here);
    if (work_ <= 0) break;
  }
  return fail();
}

bool ZoneSearch::is_implied(const Zone& zone, const Pair& pair) const {
  const size_t last = zone.size() - 1;
  const Relation& r = pair.relation;
  const int64_t least_above = zone.at(pair.node, last);
  const int64_t least_below = zone.at(last, pair.node);
  if (r.multiple == 1) return least_above >= r.above || least_below >= r.below;
  return least_above >= r.bytes_of_j || least_below >= r.bytes_of_i;
}

std::vector<ZoneSearch::Choice> ZoneSearch::choices(const Zone& zone, const Pair& pair) const {
  const size_t last = zone.size() - 1;
  const uint32_t b = zone.nodes[last];
  const uint32_t j = zone.nodes[pair.node];
  const Relation& r = pair.relation;
  std::vector<Choice> ways;
  const auto above = [&](int64_t least) {
    if (zone.at(last, pair.node) + least <= 0) ways.push_back({{j, b, least}});
  };
  const auto below = [&](int64_t least) {
    if (zone.at(pair.node, last) + least <= 0) ways.push_back({{b, j, least}});
  };
  if (r.multiple == 1) {
    below(r.below);
    above(r.above);
    return ways;
  }
  below(r.bytes_of_i);
  above(r.bytes_of_j);
  const auto exactly = [&](int64_t difference) {
    if (zone.at(last, pair.node) + difference > 0) return;
    if (zone.at(pair.node, last) - difference > 0) return;
    ways.push_back({{j, b, difference}, {b, j, -difference}});
  };
  // Every one that shares bytes, in order.
  int64_t difference = r.next(1 - r.bytes_of_i);
  for (; !r.is_apart(difference); difference = r.next(difference + 1)) exactly(difference);
  return ways;
}

bool ZoneSearch::add(Zone& zone, const Choice& choice) {
  const size_t n = zone.size();
  const auto node_of = [&](uint32_t buffer) {
    return static_cast<size_t>(std::find(zone.nodes.begin(), zone.nodes.end(), buffer) -
                               zone.nodes.begin());
  };
  for (const Edge& edge : choice) {
    const size_t from = node_of(edge.from);
    const size_t to = node_of(edge.to);
    if (zone.at(to, from) + edge.least > 0) return false;
    chosen_.push_back(edge);
    if (zone.at(from, to) >= edge.least) continue;
    work_ -= static_cast<int64_t>(n * n);
    for (size_t i = 0; i < n; ++i) {
      const int64_t through = zone.at(i, from) + edge.least;
      for (size_t j = 0; j < n; ++j) {
        int64_t& least = zone.least[i * n + j];
        least = std::max(least, through + zone.at(to, j));
      }
    }
  }
  return true;
}

ZoneSearch::Zone ZoneSearch::without_dead(const Zone& zone, uint32_t moment) {
  std::vector<size_t> kept{0};
  for (size_t i = 1; i < zone.size(); ++i) {
    if (buffers_[zone.nodes[i]].last_step >= moment) kept.push_back(i);
  }
  Zone left;
  for (const size_t i : kept) {
    left.nodes.push_back(zone.nodes[i]);
    for (const size_t j : kept) left.least.push_back(zone.at(i, j));
  }
  work_ -= static_cast<int64_t>(left.least.size());
  return left;
}

/// Anywhere in the region.
void ZoneSearch::append(Zone& zone, uint32_t buffer) {
  const size_t n = zone.size();
  const int64_t slack = region_bytes_ - bytes_of(buffer);
  Zone wider;
  wider.nodes = zone.nodes;
  wider.nodes.push_back(buffer);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) wider.least.push_back(zone.at(i, j));
    wider.least.push_back(zone.at(i, 0));
  }
  for (size_t j = 0; j < n; ++j) wider.least.push_back(zone.at(0, j) - slack);
  wider.least.push_back(0);
  zone = std::move(wider);
}

bool ZoneSearch::is_known(uint32_t level, const Zone& zone) {
  for (const Zone& other : known_[level]) {
    if (other.nodes != zone.nodes) continue;
    size_t i = 0;
    while (i < zone.least.size() && zone.least[i] >= other.least[i]) ++i;
    work_ -= static_cast<int64_t>(i) + 1;
    if (i == zone.least.size()) return true;
  }
  return false;
}

/// The longest paths from the origin. There is no cycle that lengthens one: the zones were not empty.
void ZoneSearch::find_offsets() {
  offsets_.assign(buffers_.size(), 0);
  for (bool is_moved = true; is_moved;) {
    is_moved = false;
    for (const Edge& edge : chosen_) {
      const int64_t least = offsets_[edge.from] + edge.least;
      if (offsets_[edge.to] >= least) continue;
      offsets_[edge.to] = least;
      is_moved = true;
    }
  }
}

}  // namespace mote::compiler
