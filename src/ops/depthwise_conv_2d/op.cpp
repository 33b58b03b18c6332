// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/shared/bias.h"

namespace mote {
namespace {

/// What both element types share. `p` is DepthwiseConv2dS8 or DepthwiseConv2dF32.
template <class Kernel>
CheckNumber fold(PrepareContext& context, TensorType bias_type, Kernel& p, Activation& activation) {
  if (const CheckNumber bad = depthwise_conv_2d::fold_shapes(context, p, activation)) return bad;
  return check_bias(context, bias_type, static_cast<uint32_t>(p.output.channels));
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  DepthwiseConv2dS8& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Int32, p, activation)) return bad;
  const auto channels = static_cast<uint32_t>(p.output.channels);
  if (const CheckNumber bad = fold_channel_scales(context, channels, 3, params.scales)) return bad;
  p.input_zero_point = context.input(0).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  p.range = activation_range_s8(activation, params.scales.output_scale, p.output_zero_point);
  context.request_scratch(channel_scratch_bytes(params.scales));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<depthwise_conv_2d::ParamsS8>();
  reference::depthwise_conv_2d_s8(params.kernel, context.input<int8_t>(0), context.input<int8_t>(1),
                                  context.input<Unaligned<int32_t>>(2),
                                  channel_multipliers(context, params.scales),
                                  context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<DepthwiseConv2dF32>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Float32, p, activation)) return bad;
  p.range = activation_range_f32(activation);
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::depthwise_conv_2d_f32(context.params<DepthwiseConv2dF32>(), context.input<F>(0),
                                   context.input<F>(1), context.input<F>(2),
                                   context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 4;

}  // namespace

namespace ops {
const OpDef depthwise_conv_2d_s8{kCode,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 TensorType::Int8,
                                 false,
                                 sizeof(depthwise_conv_2d::ParamsS8),
                                 prepare_s8,
                                 run_s8};
const OpDef depthwise_conv_2d_f32{
    kCode, TensorType::Float32,        TensorType::Float32, TensorType::Float32,
    false, sizeof(DepthwiseConv2dF32), prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(depthwise_conv_2d_f32)
}  // namespace run
}  // namespace mote
