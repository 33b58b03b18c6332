// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/conv_3d/conv_3d.h"
#include "ops/shared/bias.h"
#include "ops/shared/checks.h"
#include "ops/shared/window.h"

namespace mote {
namespace {

enum Option : uint32_t {
  kPadding,
  kStrideD,
  kStrideW,
  kStrideH,
  kActivation,
  kDilationD,
  kDilationW,
  kDilationH
};

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<Conv3dF32>();
  if (const CheckNumber bad = check::counts(context, 2, 3)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::solid(context, slot, 5)) return bad;
  }
  const format::TensorView input = context.input(0);
  const format::TensorView filter = context.input(1);
  const format::TensorView output = context.output(0);
  p.batches = input.dim(0);
  p.input_channels = input.dim(4);
  p.output_channels = output.dim(4);
  if (filter.dim(3) != p.input_channels || filter.dim(4) != p.output_channels) {
    return context.refuse(check::Shape, input_slot(1));
  }
  if (output.dim(0) != p.batches) return context.refuse(check::Shape, output_slot(0));
  const auto padding = context.option<uint8_t>(kPadding, 0);
  if (padding > 1) return context.refuse(check::Padding, kNoTensorSlot);
  constexpr uint32_t kStrides[] = {kStrideD, kStrideH, kStrideW};
  constexpr uint32_t kDilations[] = {kDilationD, kDilationH, kDilationW};
  for (uint32_t i = 0; i < 3; ++i) {
    Conv3dAxis& axis = p.axes[i];
    axis = {input.dim(1 + i),
            filter.dim(i),
            output.dim(1 + i),
            context.option<int32_t>(kStrides[i], 0),
            context.option<int32_t>(kDilations[i], 1),
            0};
    if (axis.stride < 1 || axis.dilation < 1) return context.refuse(check::Stride, kNoTensorSlot);
    if (!fit_axis(static_cast<Padding>(padding), axis.input, axis.filter, axis.stride,
                  axis.dilation, axis.output, axis.pad)) {
      return context.refuse(check::Shape, output_slot(0));
    }
  }
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  p.range = activation_range_f32(static_cast<Activation>(number));
  return check_bias(context, TensorType::Float32, static_cast<uint32_t>(p.output_channels));
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::conv_3d_f32(context.params<Conv3dF32>(), context.input<F>(0), context.input<F>(1),
                         context.input<F>(2), context.output<float>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef conv_3d_f32{132,   TensorType::Float32, TensorType::Float32, TensorType::Float32,
                        false, sizeof(Conv3dF32),   prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(conv_3d_f32)
}  // namespace run
}  // namespace mote
