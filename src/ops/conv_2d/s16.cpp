// SPDX-License-Identifier: Apache-2.0
// 16-bit activations with 8-bit weights.
#include "mote/ops.h"
#include "ops/conv_2d/fold.h"
#include "ops/conv_2d/taps.h"

namespace mote {
namespace reference {

void conv_2d_s16(const Conv2dInteger& p, const Unaligned<int16_t>* input, const int8_t* filter,
                 const uint8_t* bias, const ChannelMultipliers& factors, int16_t* output) {
  conv_2d::run_integer<uint64_t>(p, input, filter, bias, factors, output);
}

}  // namespace reference

namespace {

using conv_2d::IntegerParams;

CheckNumber prepare_s16(PrepareContext& context) {
  constexpr uint32_t kTypes = bias_type(TensorType::Int64) | bias_type(TensorType::Int32);
  const auto left_out_bias =
      static_cast<TensorType>(context.option<uint8_t>(conv_2d::kBiasType, 0));
  return conv_2d::fold_integer(context, kTypes, left_out_bias);
}

CheckNumber run_s16(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::conv_2d_s16(params.kernel, context.input<Unaligned<int16_t>>(0),
                         context.input<int8_t>(1), context.input<uint8_t>(2),
                         channel_multipliers(context, params.scales), context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef conv_2d_s16{3,     TensorType::Int16,     TensorType::Int8, TensorType::Int16,
                        false, sizeof(IntegerParams), prepare_s16,      run_s16};
}  // namespace ops
}  // namespace mote
