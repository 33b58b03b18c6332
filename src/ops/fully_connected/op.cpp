// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote {
namespace {

CheckNumber fold(PrepareContext& context, TensorType bias_type, FullyConnectedShape& shape,
                 Activation& activation) {
  return fully_connected::fold_shapes<true>(context, bias_type, shape, activation);
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& params = context.params<fully_connected::ParamsS8>();
  FullyConnectedS8& p = params.kernel;
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Int32, p.shape, activation)) return bad;
  const auto units = static_cast<uint32_t>(p.shape.units);
  if (const CheckNumber bad = fold_channel_scales(context, units, 0, params.scales)) return bad;
  const format::TensorView weights = context.input(1);
  if (params.scales.count == 1) {
    // With one scale for all, the reference rounds the product of scales to a float first.
    params.scales.round_product_to_float = 1;
    p.weights_zero_point = weights.zero_point();
    const Real product =
        round_to_float(product_of_floats(params.scales.input_scale, weights.scale_bits()));
    if (product.mantissa != 0 &&
        !fully_connected::bias_scale_fits(context, product, params.scales.output_scale)) {
      return context.refuse(check::BiasScale, input_slot(2));
    }
  }
  p.input_zero_point = context.input(0).zero_point();
  p.output_zero_point = context.output(0).zero_point();
  p.range = activation_range_s8(activation, params.scales.output_scale, p.output_zero_point);
  context.request_scratch(channel_scratch_bytes(params.scales));
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<fully_connected::ParamsS8>();
  reference::fully_connected_s8(params.kernel, context.input<int8_t>(0), context.input<int8_t>(1),
                                context.input<Unaligned<int32_t>>(2),
                                channel_multipliers(context, params.scales),
                                context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<FullyConnectedF32>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, TensorType::Float32, p.shape, activation)) return bad;
  p.range = activation_range_f32(activation);
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::fully_connected_f32(context.params<FullyConnectedF32>(), context.input<F>(0),
                                 context.input<F>(1), context.input<F>(2),
                                 context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 9;

}  // namespace

namespace ops {
const OpDef fully_connected_s8{kCode,
                               TensorType::Int8,
                               TensorType::Int8,
                               TensorType::Int8,
                               false,
                               sizeof(fully_connected::ParamsS8),
                               prepare_s8,
                               run_s8};
const OpDef fully_connected_f32{
    kCode, TensorType::Float32,       TensorType::Float32, TensorType::Float32,
    false, sizeof(FullyConnectedF32), prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(fully_connected_f32)
}  // namespace run
}  // namespace mote
