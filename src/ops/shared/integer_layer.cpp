// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/integer_layer.h"

#include "ops/shared/fold_scales.h"

namespace mote {

CheckNumber fold_integer_layer(PrepareContext& context, const LayerSpec& spec, IntegerLayer& layer,
                               ChannelScales& scales) {
  const format::TensorView bias = context.at(spec.bias);
  if (bias) {
    if ((spec.bias_types & bias_type(bias.type())) == 0) {
      return context.refuse(check::Type, spec.bias);
    }
    if (bias.elements() != spec.channels) return context.refuse(check::Shape, spec.bias);
  }
  const TensorType bias_kind = bias ? bias.type() : spec.left_out_bias;
  const bool is_16 = context.output(0).type() == TensorType::Int16;
  const int32_t most_shift = is_16 ? 14 : 30;  // what rescale_64() and rescale() can do
  if (const CheckNumber bad = fold_scales(context, spec.input, spec.filter, spec.channels,
                                          spec.channel_dimension, most_shift, scales)) {
    return bad;
  }
  const format::TensorView output = context.output(0);
  layer.input_zero_point = context.at(spec.input).zero_point();
  layer.filter_zero_point = 0;
  layer.output_zero_point = output.zero_point();
  layer.range = activation_range(spec.activation, output.type(), output.scale_bits(),
                                 layer.output_zero_point);
  layer.bias_bytes = static_cast<uint8_t>(bits_per_element(bias_kind) / 8);
  layer.is_wide = is_16 && bias_kind != TensorType::Int32 ? 1 : 0;
  context.request_scratch(channel_scratch_bytes(scales));
  return kAllWell;
}

CheckNumber fold_asymmetric_filter(PrepareContext& context, TensorSlot filter, IntegerLayer& layer,
                                   ChannelScales& scales) {
  scales.round_product_to_float = 1;
  layer.filter_zero_point = context.at(filter).zero_point();
  return check::per_tensor(context, filter);
}

}  // namespace mote
