// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/transpose_conv/fold.h"
#include "ops/transpose_conv/taps.h"

namespace mote {
namespace reference {

void transpose_conv_s16(const TransposeConvInteger& p, const Unaligned<int16_t>* input,
                        const int8_t* filter, const uint8_t* bias,
                        const ChannelMultipliers& factors, int16_t* output) {
  transpose_conv::run_integer<uint64_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using transpose_conv::IntegerParams;

CheckNumber prepare_s16(PrepareContext& context) {
  return transpose_conv::fold_integer(
      context, bias_type(TensorType::Int16) | bias_type(TensorType::Int64), TensorType::Int64);
}

CheckNumber run_s16(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::transpose_conv_s16(
      params.kernel, context.input<Unaligned<int16_t>>(transpose_conv::kInput),
      context.input<int8_t>(transpose_conv::kFilter), context.input<uint8_t>(transpose_conv::kBias),
      channel_multipliers(context, params.scales), context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef transpose_conv_s16{67,    TensorType::Int32,     TensorType::Int8, TensorType::Int16,
                               false, sizeof(IntegerParams), prepare_s16,      run_s16};
}  // namespace ops
}  // namespace mote
