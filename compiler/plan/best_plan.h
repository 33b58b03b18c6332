// SPDX-License-Identifier: Apache-2.0
// Offsets for compiled code: the device's greedy plan, made better by a search that a host has time
// for. Same input, same plan, on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/plan.h"

namespace mote::compiler {

/// A step's output may take the place of an input that dies there, as far as the kernel is done with
/// it: though both are alive at that step, this may be, beside lying apart:
///   offset(output) <= offset(input) - lead_bytes, the difference being a multiple of `multiple`.
/// A negative lead: the output may begin behind the input's start.
struct Overlap {
  uint32_t input, output;  ///< indices of buffers
  int32_t lead_bytes;      ///< of the output before the input, at least
  uint32_t multiple = 1;
};

struct BestPlan {
  uint32_t bytes = 0;  ///< of the region, or plan::kNotPlaced
  uint32_t lower_bound_bytes = 0;
  bool is_optimal = false;  ///< known to be the least
};

/// Places all buffers as plan::place() does, with as few bytes as it can find: never more than the
/// greedy plan, never fewer than the lower bound, at which it stops. `effort` limits the
/// work: looks at a pair of buffers.
BestPlan best_plan(Span<plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps = {}, uint64_t effort = 400'000'000);

}  // namespace mote::compiler
