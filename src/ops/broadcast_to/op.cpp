// SPDX-License-Identifier: Apache-2.0
// BROADCAST_TO: axes of extent 1, and axes that are not there, repeat.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const uint32_t rank = output.rank();
  if (input.rank() > rank) return context.refuse(check::Rank, output_slot(0));
  IndexList shape;
  if (const CheckNumber bad = read_indices(context, input_slot(1), rank, rank, shape)) return bad;
  auto& copy = context.params<StridedCopy>();
  const ByteSteps from(input);
  const ByteSteps to(output);
  for (uint32_t i = 0; i < rank; ++i) {
    if (shape.values[i] != output.dim(i)) return context.refuse(check::Shape, output_slot(0));
    const uint32_t missing = rank - input.rank();
    const bool repeats = i < missing || input.dim(i - missing) == 1;
    if (!repeats && input.dim(i - missing) != output.dim(i)) {
      return context.refuse(check::Shape, output_slot(0));
    }
    copy.add(static_cast<uint32_t>(output.dim(i)), repeats ? 0 : from.steps[i - missing],
             to.steps[i]);
  }
  return end_copy(context, copy);
}

}  // namespace

namespace ops {
const OpDef broadcast_to_any{130,   TensorType::None,    TensorType::None, TensorType::None,
                             false, sizeof(StridedCopy), prepare,          run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(broadcast_to_any)
}  // namespace run
}  // namespace mote
