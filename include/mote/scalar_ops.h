// SPDX-License-Identifier: Apache-2.0
// Fast entries for Cortex-M0, M3 and RV32, in place of those of mote/ops.h: the same operators, models,
// refusals and bits. They need more code, and more of the arena. Where a layer does not fit a fast
// kernel they run the reference one. `mote ops MODEL --target cortex-m0` prints the list for a model.
#pragma once

#include "mote/op_list.h"

namespace mote::ops::scalar {

#define MOTE_OP(room, entry) extern const OpDef entry;
#include "mote/scalar_ops.inc"
#undef MOTE_OP

}  // namespace mote::ops::scalar
