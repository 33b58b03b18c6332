// SPDX-License-Identifier: Apache-2.0
// The entries of operators that an interpreter has for a target, and what each of them runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mote/op_list.h"
#include "session.h"

namespace mote::tool {

/// An entry as a program lists it.
struct ListedOp {
  std::string name;  ///< after mote::ops::
  const OpDef* def;
};
/// The fastest entries for a target of compiler/emit/target.h; all of them, or those of needed_ops().
std::vector<ListedOp> entries_for(const std::string& target);
std::vector<ListedOp> entries_for(const std::string& target, const LoadedModel& loaded);
std::vector<const OpDef*> defs_of(const std::vector<ListedOp>& entries);

/// The header that declares a target's fast entries; empty if it has none.
std::string header_of(const std::string& target);

/// What an operator of a model runs.
struct ChosenKernel {
  uint32_t subgraph, op_index;
  std::string entry;    ///< as in ListedOp
  std::string overlay;  ///< whose kernel; "reference"
  std::string slow;     ///< why an entry of an overlay runs the reference kernel; else empty
};
/// In the order of the program's steps. The model must be supported.
std::vector<ChosenKernel> kernels_of(const std::string& target, const LoadedModel& loaded);
/// "2 add_s8: reference, because it broadcasts an input"
std::string sentence_of(const ChosenKernel& kernel);

}  // namespace mote::tool
