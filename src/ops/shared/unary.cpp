// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/unary.h"

#include "base/real.h"

namespace mote {

CheckNumber check_unary(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber check_quantized_unary(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  return check::per_tensor(context, output_slot(0));
}

CheckNumber fold_requantize(PrepareContext& context, Requantize& requantize) {
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const Real ratio =
      divide(real_from_float_bits(input.scale_bits()), real_from_float_bits(output.scale_bits()));
  requantize = {input.elements(), rescale_from_real(round_to_float(ratio)), input.zero_point(),
                output.zero_point()};
  return requantize.factor.shift <= greatest_shift(input.type())
             ? kAllWell
             : context.refuse(check::ScaleRange, output_slot(0));
}

}  // namespace mote
