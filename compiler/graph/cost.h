// SPDX-License-Identifier: Apache-2.0
// What a model costs, in figures that passes lower.
#pragma once

#include <cstdint>

#include "graph/graph.h"

namespace mote::compiler {

struct Cost {
  uint64_t operators = 0;
  uint64_t multiply_accumulates = 0;  ///< of one run, each called subgraph once
  uint64_t weight_bytes = 0;          ///< of the filters behind them
  uint64_t constant_bytes = 0;        ///< all constants that are read, equal ones once

  bool operator==(const Cost&) const = default;
};

/// Of one run of an operator; 0 for those that have none.
uint64_t multiply_accumulates(const Subgraph& graph, const Operator& op);
Cost cost_of(const Model& model);

}  // namespace mote::compiler
