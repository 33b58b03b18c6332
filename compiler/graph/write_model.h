// SPDX-License-Identifier: Apache-2.0
// The graph as a .tflite file.
#pragma once

#include "graph/graph.h"

namespace mote::compiler {

/// The same graph gives the same bytes. Equal constants are stored once, at 16-byte boundaries;
/// equal operator codes too. The caller verifies the result.
Bytes write_model(const Model& model);

}  // namespace mote::compiler
