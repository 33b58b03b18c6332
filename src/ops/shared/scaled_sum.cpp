// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/scaled_sum.h"

#include "base/real.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

/// a / b, the quotient held by a double or by a float.
Rescale ratio(const Real& a, uint32_t b_bits, Ratios ratios) {
  if (ratios == Ratios::Double) return rescale_from_ratio(a, b_bits);
  return rescale_from_real(round_to_float(divide(a, real_from_float_bits(b_bits))));
}

}  // namespace

CheckNumber fold_scaled_sum(PrepareContext& context, Ratios ratios, ScaledSum& p) {
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const auto number = context.option<uint8_t>(0, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  const format::TensorView output = context.output(0);
  const uint32_t first = context.input(0).scale_bits();
  const uint32_t second = context.input(1).scale_bits();
  const uint32_t greater = first > second ? first : second;  // bits order like positive floats
  p.headroom = output.type() == TensorType::Int16 ? 15 : 20;
  p.first = ratio(times_power_of_two(real_from_float_bits(first), -1), greater, ratios);
  p.second = ratio(times_power_of_two(real_from_float_bits(second), -1), greater, ratios);
  p.output = ratio(times_power_of_two(real_from_float_bits(greater), 1 - p.headroom),
                   output.scale_bits(), ratios);
  if (p.output.multiplier == 0 || p.output.shift > 0) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  p.first_zero_point = context.input(0).zero_point();
  p.second_zero_point = context.input(1).zero_point();
  p.output_zero_point = output.zero_point();
  p.range = activation_range(static_cast<Activation>(number), output.type(), output.scale_bits(),
                             output.zero_point());
  return kAllWell;
}

}  // namespace mote
