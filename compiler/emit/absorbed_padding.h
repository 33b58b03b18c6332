// SPDX-License-Identifier: Apache-2.0
// PAD in front of a convolution: its zero points are what the convolution leaves out beyond an edge,
// so that the convolution may read the unpadded tensor with a larger padding of its own. Exact for
// integers: a tap on the zero point adds nothing. The format has no field for such a padding, so this
// is done on prepared steps and not on the graph.
#pragma once

#include <cstdint>
#include <map>

#include "emit/program.h"
#include "ops/shared/window.h"

namespace mote::compiler {

struct AbsorbedPadding {
  uint32_t pad_step;  ///< writes nothing any more
  int32_t top, left;  ///< more padding of the convolution
  Shape4 input;       ///< of the unpadded tensor
};

/// By the step of the convolution. Changes the program's buffers accordingly: call it once, before
/// Program::plan().
std::map<uint32_t, AbsorbedPadding> absorb_padding(Program& program);

}  // namespace mote::compiler
