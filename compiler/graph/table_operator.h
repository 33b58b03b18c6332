// SPDX-License-Identifier: Apache-2.0
// The operator of Mote's own that passes may leave behind: see src/ops/table.
#pragma once

#include "graph/builtin_codes.h"
#include "graph/graph.h"

namespace mote::compiler {

constexpr const char* kTableName = "MoteTable";

inline bool is_table(const Operator& op) {
  return op.code == code::kCustom && op.custom_code == kTableName;
}

}  // namespace mote::compiler
