// SPDX-License-Identifier: Apache-2.0
// Another order of the operators, where the graph branches, so that less is alive at a time.
#pragma once

#include <cstdint>

#include "graph/graph.h"

namespace mote::compiler {

/// Looks for an order of the main subgraph's operators in which the bytes alive at one operator are the
/// fewest, and takes it if they are fewer than now; false if not. Each operator still has the same
/// inputs, and those that have state or call subgraphs stay in their order among each other: so the bits
/// are the same. `effort` limits the sets of operators that are looked at; graphs without branches have
/// one for each operator.
bool reorder(Model& model, uint32_t effort = 50'000);

}  // namespace mote::compiler
