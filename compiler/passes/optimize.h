// SPDX-License-Identifier: Apache-2.0
// All passes, again and again until none finds anything more.
#pragma once

#include <string>
#include <vector>

#include "graph/cost.h"
#include "mote/span.h"
#include "passes/pass.h"

namespace mote::compiler {

/// In the order in which they run.
Span<const Pass> all_passes();

struct PassReport {
  const Pass* pass = nullptr;
  uint32_t changes = 0;
  Cost saved;
};
struct Report {
  Cost before, after;
  std::vector<PassReport> passes;  ///< one for each of all_passes() that ran
};

/// Changes a model that prepares; names in `without` are passes to leave out. Throws Unsupported if it
/// does not prepare once written anew, and std::logic_error, which names the pass, if a changed model
/// is refused: an error of that pass.
Report optimize(Model& model, const std::vector<std::string>& without = {});

}  // namespace mote::compiler
