// SPDX-License-Identifier: Apache-2.0
#include "ops/fully_connected/fold.h"

namespace mote::fully_connected {

CheckNumber fold_shape(PrepareContext& context, FullyConnectedShape& shape,
                       Activation& activation) {
  return fold_shapes<false>(context, TensorType::None, shape, activation);
}

CheckNumber fold_integer(PrepareContext& context, uint32_t bias_types, TensorType left_out_bias) {
  auto& [p, scales] = context.params<IntegerParams>();
  Activation activation{};
  if (const CheckNumber bad = fold_shape(context, p.shape, activation)) return bad;
  const LayerSpec spec{input_slot(0),
                       input_slot(1),
                       input_slot(2),
                       bias_types,
                       left_out_bias,
                       static_cast<uint32_t>(p.shape.units),
                       0,
                       activation};
  if (const CheckNumber bad = fold_integer_layer(context, spec, p.layer, scales)) return bad;
  if (scales.count != 1) return kAllWell;
  (void)fold_asymmetric_filter(context, input_slot(1), p.layer, scales);
  const format::TensorView weights = context.input(1);
  const Real product = round_to_float(product_of_floats(scales.input_scale, weights.scale_bits()));
  return product.mantissa == 0 || bias_scale_fits(context, product, scales.output_scale)
             ? kAllWell
             : context.refuse(check::BiasScale, input_slot(2));
}

}  // namespace mote::fully_connected
