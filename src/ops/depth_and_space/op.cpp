// SPDX-License-Identifier: Apache-2.0
// DEPTH_TO_SPACE: each pixel's channels become a block of pixels; SPACE_TO_DEPTH: the way back.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

/// `deep` has the channels, `wide` the pixels.
CheckNumber fold(PrepareContext& context, TensorSlot deep_slot, TensorSlot wide_slot,
                 bool to_wide) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView deep = context.at(deep_slot);
  const format::TensorView wide = context.at(wide_slot);
  if (deep.rank() != 4 || wide.rank() != 4) return context.refuse(check::Rank, output_slot(0));
  const auto block = context.option<int32_t>(0, 0);
  if (block < 1 || block > 0x7FFF) return context.refuse(check::Option, kNoTensorSlot);
  const int64_t channels = int64_t{wide.dim(3)} * block * block;
  if (deep.dim(0) != wide.dim(0) || int64_t{deep.dim(1)} * block != wide.dim(1) ||
      int64_t{deep.dim(2)} * block != wide.dim(2) || channels != deep.dim(3)) {
    return context.refuse(check::Shape, output_slot(0));
  }
  auto& copy = context.params<StridedCopy>();
  const ByteSteps d(deep);
  const ByteSteps w(wide);
  const auto count = static_cast<uint32_t>(block);
  const int32_t pixel = w.steps[2];  // bytes of the channels of one of the many pixels
  const struct {
    uint32_t extent;
    int32_t deep_step, wide_step;
  } axes[] = {{static_cast<uint32_t>(deep.dim(0)), d.steps[0], w.steps[0]},
              {static_cast<uint32_t>(deep.dim(1)), d.steps[1], w.steps[1] * block},
              {count, pixel * block, w.steps[1]},
              {static_cast<uint32_t>(deep.dim(2)), d.steps[2], w.steps[2] * block},
              {count, pixel, pixel},
              {static_cast<uint32_t>(wide.dim(3)), d.steps[3], w.steps[3]}};
  for (const auto& axis : axes) {
    copy.add(axis.extent, to_wide ? axis.deep_step : axis.wide_step,
             to_wide ? axis.wide_step : axis.deep_step);
  }
  return end_copy(context, copy);
}

CheckNumber prepare_depth_to_space(PrepareContext& context) {
  return fold(context, input_slot(0), output_slot(0), true);
}
CheckNumber prepare_space_to_depth(PrepareContext& context) {
  return fold(context, output_slot(0), input_slot(0), false);
}

}  // namespace

namespace ops {
const OpDef depth_to_space_any{5,     TensorType::None,    TensorType::None,       TensorType::None,
                               false, sizeof(StridedCopy), prepare_depth_to_space, run_copy};
const OpDef space_to_depth_any{26,    TensorType::None,    TensorType::None,       TensorType::None,
                               false, sizeof(StridedCopy), prepare_space_to_depth, run_copy};
}  // namespace ops
namespace run {
MOTE_RUN(depth_to_space_any)
MOTE_RUN(space_to_depth_any)
}  // namespace run
}  // namespace mote
