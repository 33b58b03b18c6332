// SPDX-License-Identifier: Apache-2.0
// Plans of the interpreter's arena that a model's file holds (format/stored_plan.h): made here with a
// host's time, read by Interpreter::create_as_stored().
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "session.h"

namespace mote::tool {

bool has_stored_plan(const LoadedModel& loaded);

struct StoredModel {
  std::vector<uint8_t> file;       ///< the same model with the plan in its metadata
  uint32_t arena_bytes = 0;        ///< with that plan
  uint32_t device_bytes = 0;       ///< with the device's own
  uint32_t lower_bound_bytes = 0;  ///< no plan of this order of operators has fewer
};

/// The model with the smallest plan that is found; never one that needs more than the device's own.
/// An older plan in the file is replaced. Throws Failure for a model that cannot be prepared, or not
/// be written anew. `name` is what messages call the new file.
StoredModel store_best_plan(const LoadedModel& loaded, const std::string& name);

}  // namespace mote::tool
