// SPDX-License-Identifier: Apache-2.0
#include "conform_ops.h"
#include "mote/scalar_ops.h"
#include "mote/ops.h"

namespace {

constexpr const mote::OpDef* kOps[] = {
#define MOTE_OP(room, entry) &mote::ops::scalar::entry,
#include "mote/scalar_ops.inc"
#undef MOTE_OP
#define MOTE_OP(room, entry) &mote::ops::entry,
#include "mote/ops.inc"
#undef MOTE_OP
};

}  // namespace

mote::OpList conform_ops() { return kOps; }
