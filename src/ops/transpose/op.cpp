// SPDX-License-Identifier: Apache-2.0
// TRANSPOSE: axis i of the output is axis permutation[i] of the input.
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
  const uint32_t rank = input.rank();
  if (output.rank() != rank) return context.refuse(check::Rank, output_slot(0));
  IndexList permutation;
  if (const CheckNumber bad = read_indices(context, input_slot(1), rank, rank, permutation)) {
    return bad;
  }
  auto& copy = context.params<StridedCopy>();
  const ByteSteps from(input);
  const ByteSteps to(output);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < rank; ++i) {
    uint32_t axis = 0;
    if (!wrap_axis(permutation.values[i], rank, axis) || (seen >> axis & 1) != 0) {
      return context.refuse(check::Axis, input_slot(1));
    }
    seen |= 1U << axis;
    if (output.dim(i) != input.dim(axis)) return context.refuse(check::Shape, output_slot(0));
    copy.add(static_cast<uint32_t>(output.dim(i)), from.steps[axis], to.steps[i]);
  }
  return end_copy(context, copy);
}

}  // namespace

namespace ops {
const OpDef transpose_any{39,    TensorType::None,    TensorType::None, TensorType::None,
                          false, sizeof(StridedCopy), prepare,          run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(transpose_any)
}  // namespace run
}  // namespace mote
