// SPDX-License-Identifier: Apache-2.0
// Buffers divided among memories of different speed, such as tightly coupled RAM and the rest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/best_plan.h"

namespace mote::compiler {

/// A memory that the user has.
struct Region {
  std::string name;
  uint32_t bytes;
};

struct RegionPlan {
  std::vector<uint32_t> region_of;  ///< by buffer; of one without bytes: 0
  std::vector<uint32_t> bytes;      ///< of each region that are used
  std::vector<uint64_t> touched;    ///< bytes written and read there in one run
  bool fits = false;
  /// If it does not: a size of the last region that would do, the others as they are. 0: none.
  uint32_t last_region_needs = 0;
};

/// Places every buffer in one of the regions, the fastest given first, so that all fit. The more
/// bytes are touched in fast regions the better: `touched` is, by buffer, how many bytes of it a run
/// writes and reads. The sum of touched bytes times the number of the region is made small by a
/// search of limited work; it is the least where the search ends before, as with some ten buffers.
/// Offsets are from the start of a buffer's region.
RegionPlan plan_regions(Span<plan::Buffer> buffers, const std::vector<uint64_t>& touched,
                        const std::vector<Region>& regions, uint32_t align_bytes,
                        const std::vector<Overlap>& overlaps = {});

}  // namespace mote::compiler
