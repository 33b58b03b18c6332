// SPDX-License-Identifier: Apache-2.0
// RESHAPE, SQUEEZE and EXPAND_DIMS: the same elements under another shape, in place where the
// planner can. The output's shape is the file's; other inputs and the options repeat it.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Params {
  uint32_t bytes;
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 2)) return bad;
  if (context.input(0).type() != context.output(0).type() ||
      bits_per_element(context.input(0).type()) == 0) {
    return context.refuse(check::Type, output_slot(0));
  }
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  context.params<Params>().bytes = context.input(0).bytes();
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  const auto* from = context.input<uint8_t>(0);
  auto* to = context.output<uint8_t>(0);
  if (from != to) __builtin_memcpy(to, from, context.params<Params>().bytes);
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef reshape_any{22,   TensorType::None, TensorType::None, TensorType::None,
                        true, sizeof(Params),   prepare,          run};
const OpDef squeeze_any{43,   TensorType::None, TensorType::None, TensorType::None,
                        true, sizeof(Params),   prepare,          run};
const OpDef expand_dims_any{70,   TensorType::None, TensorType::None, TensorType::None,
                            true, sizeof(Params),   prepare,          run};
}  // namespace ops
namespace run {
MOTE_RUN(reshape_any)
MOTE_RUN(squeeze_any)
MOTE_RUN(expand_dims_any)
}  // namespace run
}  // namespace mote
