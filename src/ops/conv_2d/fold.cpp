// SPDX-License-Identifier: Apache-2.0
#include "ops/conv_2d/fold.h"

namespace mote::conv_2d {

CheckNumber fold_shape(PrepareContext& context, Conv2dShape& shape, Activation& activation) {
  return fold_shapes(context, shape, activation);
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
                       static_cast<uint32_t>(p.shape.output.channels),
                       0,
                       activation};
  return fold_integer_layer(context, spec, p.layer, scales);
}

}  // namespace mote::conv_2d
