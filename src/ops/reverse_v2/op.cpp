// SPDX-License-Identifier: Apache-2.0
// REVERSE_V2: backwards along the given axes. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const uint32_t rank = input.rank();
  IndexList axes;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 0, rank, axes)) return bad;
  uint32_t reversed = 0;
  for (uint32_t i = 0; i < axes.count; ++i) {
    uint32_t axis = 0;
    if (!wrap_axis(axes.values[i], rank, axis) || (reversed >> axis & 1) != 0) {
      return context.refuse(check::Axis, input_slot(1));
    }
    reversed |= 1U << axis;
  }
  auto& copy = context.params<StridedCopy>();
  const ByteSteps steps(input);
  for (uint32_t i = 0; i < rank; ++i) {
    const int32_t step = steps.steps[i];
    const bool back = (reversed >> i & 1) != 0;
    if (back && input.dim(i) != 0) {
      copy.from_at += static_cast<uint32_t>((input.dim(i) - 1) * step);
    }
    copy.add(static_cast<uint32_t>(input.dim(i)), back ? -step : step, step);
  }
  return end_copy(context, copy);
}

}  // namespace

namespace ops {
const OpDef reverse_v2_any{105,   TensorType::None,    TensorType::None, TensorType::None,
                           false, sizeof(StridedCopy), prepare,          run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(reverse_v2_any)
}  // namespace run
}  // namespace mote
