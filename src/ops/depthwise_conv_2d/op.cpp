// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/shared/bias.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/depthwise_conv_2d/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

enum Option : uint32_t {
  kPadding,
  kStrideW,
  kStrideH,
  kDepthMultiplier,
  kActivation,
  kDilationW,
  kDilationH
};

struct ParamsS8 {
  DepthwiseConv2dS8 kernel;
  ChannelScales scales;
};

/// What both element types share. `p` is DepthwiseConv2dS8 or DepthwiseConv2dF32.
template <class Kernel>
CheckNumber fold(PrepareContext& context, TensorType bias_type, Kernel& p, Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 2, 3)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::solid(context, slot, 4)) return bad;
  }
  const Shape4 filter = shape4(context.input(1));
  p.input = shape4(context.input(0));
  p.output = shape4(context.output(0));
  if (filter.batches != 1 || filter.channels != p.output.channels) {
    return context.refuse(check::Shape, input_slot(1));
  }
  // The shapes decide: old converters leave the option 0, and the product may overflow.
  p.depth_multiplier = p.output.channels / p.input.channels;
  const auto declared = context.option<int32_t>(kDepthMultiplier, 0);
  if (p.output.channels % p.input.channels != 0 ||
      (declared != 0 && declared != p.depth_multiplier)) {
    return context.refuse(check::Multiplier, output_slot(0));
  }
  p.window = {filter.height,
              filter.width,
              context.option<int32_t>(kStrideH, 0),
              context.option<int32_t>(kStrideW, 0),
              context.option<int32_t>(kDilationH, 1),
              context.option<int32_t>(kDilationW, 1),
              0,
              0};
  if (const CheckNumber bad = fit_window(context, context.option<uint8_t>(kPadding, 0), p.window)) {
    return bad;
  }
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  return check_bias(context, bias_type, static_cast<uint32_t>(p.output.channels));
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& params = context.params<ParamsS8>();
  DepthwiseConv2dS8& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Int32, p, activation)) return bad;
  const auto channels = static_cast<uint32_t>(p.output.channels);
  if (const CheckNumber bad = fold_channel_scales(context, channels, 3, params.scales)) return bad;
  p.input_zero_point = context.input(0).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  p.range = activation_range_s8(activation, params.scales.output_scale, p.output_zero_point);
  context.request_scratch(channel_scratch_bytes(channels));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<ParamsS8>();
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
const OpDef depthwise_conv_2d_s8{kCode, TensorType::Int8, TensorType::Int8, TensorType::Int8,
                                 false, sizeof(ParamsS8), prepare_s8,       run_s8};
const OpDef depthwise_conv_2d_f32{
    kCode, TensorType::Float32,        TensorType::Float32, TensorType::Float32,
    false, sizeof(DepthwiseConv2dF32), prepare_f32,         run_f32};
}  // namespace ops
}  // namespace mote
