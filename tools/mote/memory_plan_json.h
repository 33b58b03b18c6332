// SPDX-License-Identifier: Apache-2.0
// A compiled program's memory as JSON, as `mote plan --compiled --json` prints it.
#pragma once

#include <nlohmann/json.hpp>

#include "emit/memory_plan.h"

namespace mote::tool {

/// {arena_bytes, lower_bound_bytes, is_optimal, state_bytes,
///  steps: [{index, name, entry, macs}],
///  buffers: [{what, tensor?, step?, offset, bytes, first_step, last_step, region}],
///  peak_step, alive: [bytes at each moment],
///  overlaps: [{input, output, shared_bytes}],
///  regions: [{name, bytes, used_bytes, touched_bytes}]}
/// first_step, last_step, peak_step and the index of `alive` are moments: 0 is when the application
/// writes the inputs, i + 1 is when step i runs, the last is when it reads the outputs. input and
/// output of an overlap are indices of `buffers`. tensor and step are left out where there is none.
/// `regions` is empty, and region of a buffer is "", where there is one memory only.
nlohmann::json json_of(const compiler::MemoryPlan& plan);
nlohmann::json regions_json(const compiler::MemoryPlan& plan);

}  // namespace mote::tool
