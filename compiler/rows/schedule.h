// SPDX-License-Identifier: Apache-2.0
// Which steps run in bands so that a program needs no more memory than it may have, at the least cost.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rows/band.h"

namespace mote::compiler {

/// What is to be scheduled. Records of the first `steps.size()` numbers are the steps' scratch.
struct Timetable {
  struct Item {
    std::optional<RowStep> rows;  ///< if it can run by rows
    bool is_silent = false;       ///< does nothing: part of another step
    std::vector<Overlap> overlaps;
  };
  std::vector<Item> steps;
  std::vector<RecordUse> uses;
  uint32_t state_bytes = 0;
  int64_t fed = -1;  ///< record of an input that is given row by row
};

class Scheduler {
 public:
  /// Keeps a reference.
  explicit Scheduler(const Timetable& timetable);

  /// The cheapest bands, in order and apart, with which no time needs more than `ram_bytes`, counted
  /// as the bytes alive less what may overlap; a plan may need more. Nothing if there are none.
  std::optional<std::vector<Band>> cheapest(uint32_t ram_bytes) const;
  /// The longest bands from each step on, with `rows` rows a turn, whatever they cost or save.
  std::vector<Band> longest(int32_t rows) const;
  /// The least `ram_bytes` for which there is a schedule.
  uint64_t least_bytes() const;

 private:
  struct Segment {  ///< one step as it is, or a band
    uint32_t first, last;
    uint64_t bytes, cost;
    std::optional<Band> band;
  };
  void add_bands(uint32_t first, uint32_t last, const std::vector<RowStep>& steps);
  uint64_t bytes_of(uint32_t first, uint32_t last, const Band* band) const;
  uint64_t saved(const std::vector<Overlap>& overlaps) const;

  const Timetable& table_;
  std::vector<Segment> segments_;  ///< in order of their first steps
};

}  // namespace mote::compiler
