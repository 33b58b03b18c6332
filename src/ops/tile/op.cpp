// SPDX-License-Identifier: Apache-2.0
// TILE: the whole input again and again along each axis. Source: TFLite operator semantics.
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
  IndexList times;
  if (const CheckNumber bad = read_indices(context, input_slot(1), rank, rank, times)) return bad;
  auto& copy = context.params<StridedCopy>();
  const ByteSteps from(input);
  const ByteSteps to(output);
  for (uint32_t i = 0; i < rank; ++i) {
    if (times.values[i] < 0) return context.refuse(check::Bounds, input_slot(1));
    if (int64_t{times.values[i]} * input.dim(i) != output.dim(i)) {
      return context.refuse(check::Shape, output_slot(0));
    }
    copy.add(static_cast<uint32_t>(times.values[i]), 0, to.steps[i] * input.dim(i));
    copy.add(static_cast<uint32_t>(input.dim(i)), from.steps[i], to.steps[i]);
  }
  return end_copy(context, copy);
}

}  // namespace

namespace ops {
const OpDef tile_any{69,    TensorType::None,    TensorType::None, TensorType::None,
                     false, sizeof(StridedCopy), prepare,          run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(tile_any)
}  // namespace run
}  // namespace mote
