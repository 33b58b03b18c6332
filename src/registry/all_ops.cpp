// SPDX-License-Identifier: Apache-2.0
#include "registry/all_ops.h"

#include "mote/ops.h"

namespace mote {
namespace {

constexpr const OpDef* kOps[] = {
#define MOTE_OP(room, entry) &ops::entry,
#include "mote/ops.inc"
#undef MOTE_OP
};
constexpr NamedOp kNames[] = {
#define MOTE_OP(room, entry) {#room, #entry},
#include "mote/ops.inc"
#undef MOTE_OP
};

}  // namespace

Span<const NamedOp> all_op_names() { return kNames; }
OpList all_ops() { return kOps; }

}  // namespace mote
