// SPDX-License-Identifier: Apache-2.0
// 16-bit activations with 8-bit weights.
#include "mote/ops.h"
#include "ops/depthwise_conv_2d/fold.h"
#include "ops/depthwise_conv_2d/taps.h"

namespace mote {
namespace reference {

void depthwise_conv_2d_s16(const DepthwiseConv2dInteger& p, const Unaligned<int16_t>* input,
                           const int8_t* filter, const uint8_t* bias,
                           const ChannelMultipliers& factors, int16_t* output) {
  depthwise_conv_2d::run_integer<uint64_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using depthwise_conv_2d::IntegerParams;

CheckNumber prepare_s16(PrepareContext& context) {
  return depthwise_conv_2d::fold_integer(context, bias_type(TensorType::Int64), TensorType::Int64);
}

CheckNumber run_s16(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::depthwise_conv_2d_s16(params.kernel, context.input<Unaligned<int16_t>>(0),
                                   context.input<int8_t>(1), context.input<uint8_t>(2),
                                   channel_multipliers(context, params.scales),
                                   context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef depthwise_conv_2d_s16{4,     TensorType::Int16,     TensorType::Int8, TensorType::Int16,
                                  false, sizeof(IntegerParams), prepare_s16,      run_s16};
}  // namespace ops
}  // namespace mote
