// SPDX-License-Identifier: Apache-2.0
// The run of every operator by the name of its entry, for compiled code: calling one links its code
// and nothing else of the entry. Operators that look at the model when they run are not there; their
// rooms say in compiled.cpp what compiled code calls instead.
#pragma once

#include "ops/op_def.h"

namespace mote::run {

#define MOTE_OP(room, entry) CheckNumber entry(const RunContext& context);
#include "mote/ops.inc"
#undef MOTE_OP

}  // namespace mote::run
