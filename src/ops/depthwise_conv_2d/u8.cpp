// SPDX-License-Identifier: Apache-2.0
// The older scheme: unsigned activations and weights, one scale and zero point for all weights.
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/depthwise_conv_2d/taps.h"

namespace mote {
namespace reference {

void depthwise_conv_2d_u8(const DepthwiseConv2dInteger& p, const uint8_t* input,
                          const uint8_t* filter, const uint8_t* bias,
                          const ChannelMultipliers& factors, uint8_t* output) {
  depthwise_conv_2d::run_integer<uint32_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using depthwise_conv_2d::IntegerParams;

CheckNumber prepare_u8(PrepareContext& context) {
  if (const CheckNumber bad =
          depthwise_conv_2d::fold_integer(context, bias_type(TensorType::Int32), TensorType::Int32))
    return bad;
  auto& [p, scales] = context.params<IntegerParams>();
  return fold_asymmetric_filter(context, input_slot(1), p.layer, scales);
}

CheckNumber run_u8(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::depthwise_conv_2d_u8(params.kernel, context.input<uint8_t>(0),
                                  context.input<uint8_t>(1), context.input<uint8_t>(2),
                                  channel_multipliers(context, params.scales),
                                  context.output<uint8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef depthwise_conv_2d_u8{4,     TensorType::UInt8,     TensorType::UInt8, TensorType::UInt8,
                                 false, sizeof(IntegerParams), prepare_u8,        run_u8};
}  // namespace ops
}  // namespace mote
