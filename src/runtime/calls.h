// SPDX-License-Identifier: Apache-2.0
// Which subgraph a part of an operator calls, and which variable a handle stands for. Handles are
// followed when the arena is laid out; at run time they carry nothing.
#pragma once

#include "runtime/layout.h"

namespace mote {

constexpr uint32_t kIf = 118;
constexpr uint32_t kWhile = 119;
constexpr uint32_t kCallOnce = 129;
constexpr uint32_t kVarHandle = 142;

/// The subgraph whose steps stand before a part (1 or more) of IF, WHILE or CALL_ONCE; part 1 of
/// WHILE has none.
uint32_t called_subgraph(format::Table op, uint32_t code, uint32_t part);

constexpr uint32_t kNoVariable = 0xFFFFFFFF;

/// The first VAR_HANDLE step of the variable that a tensor is a handle of; kNoVariable if that
/// cannot be told. Tensors are named by their subgraph's first place and their index.
uint32_t variable_of(Layout& layout, uint32_t first_place, uint32_t tensor);

}  // namespace mote
