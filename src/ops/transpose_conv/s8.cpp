// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/transpose_conv/fold.h"
#include "ops/transpose_conv/taps.h"

namespace mote {
namespace reference {

void transpose_conv_s8(const TransposeConvInteger& p, const int8_t* input, const int8_t* filter,
                       const uint8_t* bias, const ChannelMultipliers& factors, int8_t* output) {
  transpose_conv::run_integer<uint32_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using transpose_conv::IntegerParams;

CheckNumber prepare_s8(PrepareContext& context) {
  return transpose_conv::fold_integer(context, bias_type(TensorType::Int32), TensorType::Int32);
}

CheckNumber run_s8(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::transpose_conv_s8(
      params.kernel, context.input<int8_t>(transpose_conv::kInput),
      context.input<int8_t>(transpose_conv::kFilter), context.input<uint8_t>(transpose_conv::kBias),
      channel_multipliers(context, params.scales), context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef transpose_conv_s8{67,    TensorType::Int32,     TensorType::Int8, TensorType::Int8,
                              false, sizeof(IntegerParams), prepare_s8,       run_s8};
}  // namespace ops
}  // namespace mote
