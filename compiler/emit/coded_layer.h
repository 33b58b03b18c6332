// SPDX-License-Identifier: Apache-2.0
// Int8 layers whose weights are coded (src/ops/shared/weight_code.h) and decoded at each run: all of
// them into scratch before the reference kernel, or piece by piece by a kernel of mote::tiles.
#pragma once

#include <string>

#include "emit/step_writer.h"

namespace mote::compiler {

struct CodedStep {
  CodedWeights coded;
  uint32_t weights = 0;
  uint32_t tile_weights = 0;  ///< that are decoded at a time
  bool is_tiled() const { return tile_weights < weights; }
};

/// Decides whether the step's weights (input 1) are coded. `tile_unit`: how many are the fewest that a
/// kernel of mote::tiles can do with; 0: there is none. Returns the scratch that it takes.
uint32_t plan_coded(StepWriter& w, int64_t tile_unit);

/// The step's weights as an operand: coded ones are decoded by a statement before, if they are at once.
std::string weights_operand(StepWriter& w, const CodedStep* coded);
/// For a kernel of mote::tiles.
std::string code_operand(StepWriter& w, const CodedStep& coded, const std::string& function);

}  // namespace mote::compiler
