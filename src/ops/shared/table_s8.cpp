// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/table_s8.h"

namespace mote {

CheckNumber fold_table_s8(PrepareContext& context, SignedReal (*function)(const SignedReal& x)) {
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const Real scale = real_from_float_bits(input.scale_bits());
  const Real inverse_scale =
      round_to_float(divide({1, 0}, real_from_float_bits(output.scale_bits())));
  auto& p = context.params<TableS8>();
  p.elements = input.elements();
  for (int32_t q = INT8_MIN; q <= INT8_MAX; ++q) {
    const int32_t steps = q - input.zero_point();
    const Real distance{static_cast<uint64_t>(steps < 0 ? -steps : steps), 0};
    const SignedReal y = function({round_to_float(multiply(scale, distance)), steps < 0});
    int32_t rounded = round_to_int(round_to_float(multiply(y.magnitude, inverse_scale)));
    rounded = clamp<int32_t>(rounded, 0, 512);  // beyond, the output is at its end anyway
    const int32_t value = output.zero_point() + (y.is_negative ? -rounded : rounded);
    p.values[q - INT8_MIN] = static_cast<int8_t>(clamp<int32_t>(value, INT8_MIN, INT8_MAX));
  }
  return kAllWell;
}

CheckNumber run_table_s8(const RunContext& context) {
  const auto& p = context.params<TableS8>();
  map_elements<int8_t>(context, p.elements, [&p](int32_t x) { return p.values[x - INT8_MIN]; });
  return kAllWell;
}

}  // namespace mote
