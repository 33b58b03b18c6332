// SPDX-License-Identifier: Apache-2.0
// A verified .tflite file as plain structs.
#pragma once

#include <stdexcept>

#include "graph/graph.h"
#include "mote/model.h"

namespace mote::compiler {

/// A part of the format that the graph cannot hold; says which and where.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Copies everything; the file may go. Throws Unsupported for what would be lost: custom and
/// blockwise quantisation, variant tensors, options of StableHLO operators, and
/// options outside the FlatBuffer.
Model read_model(const mote::Model& file);

}  // namespace mote::compiler
