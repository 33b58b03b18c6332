// SPDX-License-Identifier: Apache-2.0
// Offsets for compiled code: the device's greedy plan, made better by a search that a host has time
// for. Same input, same plan, on every machine.
#pragma once

#include <cstdint>

#include "plan/plan.h"

namespace mote::compiler {

/// Places all buffers as plan::place() does, with as few bytes as it can find: never more than the
/// greedy plan, never fewer than plan::lower_bound_bytes(), at which it stops. `effort` limits the
/// work: looks at a pair of buffers.
/// Returns the bytes of the region, or plan::kNotPlaced.
uint32_t best_plan(Span<plan::Buffer> buffers, uint32_t align_bytes, uint64_t effort = 400'000'000);

}  // namespace mote::compiler
