// SPDX-License-Identifier: Apache-2.0
// The sine network twice in one program: interpreted and compiled, as mote_add_model() offers it.
// Nothing here needs more than a chip has.
#pragma once

#include <stdint.h>

#include "mote/status.h"

namespace example {

struct Outcome {
  mote::Fault fault;      ///< of the interpreter or of the compiled model; then the rest is not set
  int32_t different = 0;  ///< of all 256 inputs, those that the two answer differently
  int8_t sine = 0;        ///< sin(1.57) as the network has it; see kSineScale
  bool right = false;     ///< it is within the network's known error
};

/// real = scale * (sine - zero point)
extern const float kSineScale;
extern const int32_t kSineZeroPoint;

Outcome compare();

}  // namespace example
