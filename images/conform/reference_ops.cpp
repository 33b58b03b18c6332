// SPDX-License-Identifier: Apache-2.0
#include "conform_ops.h"
#include "mote/ops.h"

namespace {

constexpr const mote::OpDef* kOps[] = {
#define MOTE_OP(room, entry) &mote::ops::entry,
#include "mote/ops.inc"
#undef MOTE_OP
};

}  // namespace

mote::OpList conform_ops() { return kOps; }
