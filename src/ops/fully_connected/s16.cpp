// SPDX-License-Identifier: Apache-2.0
// 16-bit activations with 8-bit weights.
#include "mote/ops.h"
#include "ops/fully_connected/fold.h"
#include "ops/fully_connected/rows.h"

namespace mote {
namespace reference {

void fully_connected_s16(const FullyConnectedInteger& p, const Unaligned<int16_t>* input,
                         const int8_t* weights, const uint8_t* bias,
                         const ChannelMultipliers& factors, int16_t* output) {
  fully_connected::run_integer<uint64_t>(p, input, weights, bias, factors, output);
}

}  // namespace reference

namespace {

using fully_connected::IntegerParams;

CheckNumber prepare_s16(PrepareContext& context) {
  constexpr uint32_t kTypes = bias_type(TensorType::Int64) | bias_type(TensorType::Int32);
  const auto left_out_bias =
      static_cast<TensorType>(context.option<uint8_t>(fully_connected::kBiasType, 0));
  return fully_connected::fold_integer(context, kTypes, left_out_bias);
}

CheckNumber run_s16(const RunContext& context) {
  const auto& params = context.params<IntegerParams>();
  reference::fully_connected_s16(params.kernel, context.input<Unaligned<int16_t>>(0),
                                 context.input<int8_t>(1), context.input<uint8_t>(2),
                                 channel_multipliers(context, params.scales),
                                 context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef fully_connected_s16{9,     TensorType::Int16,     TensorType::Int8, TensorType::Int16,
                                false, sizeof(IntegerParams), prepare_s16,      run_s16};
}  // namespace ops
}  // namespace mote
