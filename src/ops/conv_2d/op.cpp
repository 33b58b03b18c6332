// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/conv_2d/fold.h"
#include "ops/shared/bias.h"

namespace mote {
namespace {

/// What both element types share. `p` is Conv2dS8 or Conv2dF32.
template <class Kernel>
CheckNumber fold(PrepareContext& context, TensorType bias_type, Kernel& p, Activation& activation) {
  if (const CheckNumber bad = conv_2d::fold_shapes(context, p, activation)) return bad;
  return check_bias(context, bias_type, static_cast<uint32_t>(p.output.channels));
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& params = context.params<conv_2d::ParamsS8>();
  Conv2dS8& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Int32, p, activation)) return bad;
  const auto channels = static_cast<uint32_t>(p.output.channels);
  if (const CheckNumber bad = fold_channel_scales(context, channels, 0, params.scales)) return bad;
  p.input_zero_point = context.input(0).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  p.range = activation_range_s8(activation, params.scales.output_scale, p.output_zero_point);
  context.request_scratch(channel_scratch_bytes(params.scales));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<conv_2d::ParamsS8>();
  reference::conv_2d_s8(params.kernel, context.input<int8_t>(0), context.input<int8_t>(1),
                        context.input<Unaligned<int32_t>>(2),
                        channel_multipliers(context, params.scales), context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<Conv2dF32>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Float32, p, activation)) return bad;
  p.range = activation_range_f32(activation);
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::conv_2d_f32(context.params<Conv2dF32>(), context.input<F>(0), context.input<F>(1),
                         context.input<F>(2), context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 3;

}  // namespace

namespace ops {
const OpDef conv_2d_s8{kCode, TensorType::Int8,          TensorType::Int8, TensorType::Int8,
                       false, sizeof(conv_2d::ParamsS8), prepare_s8,       run_s8};
const OpDef conv_2d_f32{kCode, TensorType::Float32, TensorType::Float32, TensorType::Float32,
                        false, sizeof(Conv2dF32),   prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(conv_2d_f32)
}  // namespace run
}  // namespace mote
