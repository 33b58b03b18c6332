// SPDX-License-Identifier: Apache-2.0
// Offsets for compiled code: the device's greedy plan, made better by searches that a host has time
// for. Same input, same plan, on every machine: the searches are limited in steps, not in seconds.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/plan.h"

namespace mote::compiler {

/// A step's output may share bytes with an input that dies there, as far as the kernel is done with
/// it. Though both are alive at that step, one of these is enough, beside lying apart:
///   offset(output) <= offset(input) - lead_bytes    of a kernel that writes upwards
///   offset(output) >= offset(input) + trail_bytes   of one that writes downwards
/// and where they share bytes the difference is a multiple of `multiple`. Both distances may be
/// negative. Of a pair of buffers there is one such record at most.
struct Overlap {
  static constexpr int32_t kNever = INT32_MAX;

  uint32_t input, output;        ///< indices of buffers
  int32_t lead_bytes = kNever;   ///< of the output before the input, at least
  uint32_t multiple = 1;         ///< of bytes; 0 is as 1
  int32_t trail_bytes = kNever;  ///< of the output behind the input's start, at least
};

struct BestPlan {
  uint32_t bytes = 0;              ///< of the region, or plan::kNotPlaced
  uint32_t lower_bound_bytes = 0;  ///< no plan has fewer
  bool is_optimal = false;         ///< they are equal
};

/// The public models need a thousandth of it; graphs that use it up take about 0.15 s.
constexpr uint64_t kDefaultEffort = 40'000'000;

/// Places all buffers as plan::place() does, with as few bytes as it can find: never more than the
/// greedy plan. An exact search (zone_search.h) finds the least and proves that it is, unless `effort`
/// is spent before. Sizes count as rounded up to `align_bytes`.
BestPlan best_plan(Span<plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps = {}, uint64_t effort = kDefaultEffort);

/// True if every two buffers that are alive together lie as they may.
bool is_valid_plan(Span<const plan::Buffer> buffers, uint32_t align_bytes,
                   const std::vector<Overlap>& overlaps = {});

}  // namespace mote::compiler
