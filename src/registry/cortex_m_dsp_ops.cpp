// SPDX-License-Identifier: Apache-2.0
#include "registry/cortex_m_dsp_ops.h"

#include "mote/cortex_m_dsp_ops.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

constexpr const OpDef* kOps[] = {
#define MOTE_OP(room, entry) &ops::cortex_m_dsp::entry,
#include "mote/cortex_m_dsp_ops.inc"
#undef MOTE_OP
};
constexpr NamedOp kNames[] = {
#define MOTE_OP(room, entry) {#room, #entry},
#include "mote/cortex_m_dsp_ops.inc"
#undef MOTE_OP
};

using WhySlow = const char*(const void* params);
constexpr WhySlow* kWhySlow[] = {
#define MOTE_OP(room, entry) &cortex_m_dsp::why_slow::entry,
#include "mote/cortex_m_dsp_ops.inc"
#undef MOTE_OP
};

}  // namespace

Span<const NamedOp> cortex_m_dsp_op_names() { return kNames; }
OpList cortex_m_dsp_ops() { return kOps; }
const char* cortex_m_dsp_why_slow(size_t op, const void* params) { return kWhySlow[op](params); }

}  // namespace mote
