// SPDX-License-Identifier: Apache-2.0
#include "registry/scalar_ops.h"

#include "mote/scalar_ops.h"
#include "ops/shared/scalar.h"

namespace mote {
namespace {

constexpr const OpDef* kOps[] = {
#define MOTE_OP(room, entry) &ops::scalar::entry,
#include "mote/scalar_ops.inc"
#undef MOTE_OP
};
constexpr NamedOp kNames[] = {
#define MOTE_OP(room, entry) {#room, #entry},
#include "mote/scalar_ops.inc"
#undef MOTE_OP
};

using WhySlow = const char*(const void* params);
constexpr WhySlow* kWhySlow[] = {
#define MOTE_OP(room, entry) &scalar::why_slow::entry,
#include "mote/scalar_ops.inc"
#undef MOTE_OP
};

}  // namespace

Span<const NamedOp> scalar_op_names() { return kNames; }
OpList scalar_ops() { return kOps; }
const char* scalar_why_slow(size_t op, const void* params) { return kWhySlow[op](params); }

}  // namespace mote
