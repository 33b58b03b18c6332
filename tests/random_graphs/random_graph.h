// SPDX-License-Identifier: Apache-2.0
// Random models of image networks' operators: 1 to 14 of them, with branches that join, operators that
// nobody needs, inputs that are outputs. Scales are such that outputs are seldom saturated.
#pragma once

#include <cstdint>

#include "models/builder.h"

namespace mote::random_graphs {

/// The model of a seed, the same on every machine: int8, one in twelve float32.
models::ModelSpec random_graph(uint64_t seed);

}  // namespace mote::random_graphs
