// SPDX-License-Identifier: Apache-2.0
// 8-bit activations with 4-bit weights.
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/depthwise_conv_2d/taps.h"

namespace mote {
namespace reference {

void depthwise_conv_2d_s4(const DepthwiseConv2dInteger& p, const int8_t* input, Int4Weights filter,
                          const uint8_t* bias, const ChannelMultipliers& factors, int8_t* output) {
  depthwise_conv_2d::run_integer<uint32_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using depthwise_conv_2d::IntegerParams;

CheckNumber prepare_s4(PrepareContext& context) {
  return depthwise_conv_2d::fold_integer(context, bias_type(TensorType::Int32), TensorType::Int32);
}

CheckNumber run_s4(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::depthwise_conv_2d_s4(params.kernel, context.input<int8_t>(0),
                                  Int4Weights{context.input<uint8_t>(1)}, context.input<uint8_t>(2),
                                  channel_multipliers(context, params.scales),
                                  context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef depthwise_conv_2d_s4{4,     TensorType::Int8,      TensorType::Int4, TensorType::Int8,
                                 false, sizeof(IntegerParams), prepare_s4,       run_s4};
}  // namespace ops
}  // namespace mote
