// SPDX-License-Identifier: Apache-2.0
// HARD_SWISH: x min(max(x + 3, 0), 6) / 6.
// Source: TFLite operator semantics; int8 in 16-bit fixed point, step by step as it is there.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/unary.h"

namespace mote {
namespace {

/// x less the zero point is first multiplied by 2^7, which fills 16 bits.
struct HardSwishS8 {
  uint32_t elements;
  int16_t input_zero_point, output_zero_point;
  int16_t output_multiplier;  ///< s_in / 2^7 / s_out in Q15, times 2^output_shift
  int8_t output_shift;        ///< at most 0
  int8_t gate_shift;          ///< at most 15
  int16_t gate_multiplier;    ///< s_in / 2^7 / (3 / 2^15) in Q15, times 2^gate_shift
};
struct HardSwishF32 {
  uint32_t elements;
};

/// Half of 2ab's upper 16 bits of 32, rounded to nearest, ties up.
int32_t multiply_high_rounded_s16(int32_t a, int32_t b) {
  return clamp<int32_t>((a * b + (1 << 14)) >> 15, INT16_MIN, INT16_MAX);
}

int32_t shift_left_saturating_s16(int32_t x, int32_t exponent) {
  return clamp<int32_t>(x * (1 << exponent), INT16_MIN, INT16_MAX);
}

int16_t upper_half(int32_t multiplier) {
  return static_cast<int16_t>(multiplier < 0x7FFF8000 ? (multiplier + 0x8000) >> 16 : INT16_MAX);
}

CheckNumber prepare_s8(PrepareContext& context) {
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  constexpr Real kThreeIn32768{3 << 22, -15 - 22};
  const Real fine_scale =
      round_to_float(times_power_of_two(real_from_float_bits(input.scale_bits()), -7));
  Rescale to_output{0, 0};
  Rescale to_gate{0, 0};
  if (fine_scale.mantissa != 0) {
    const Real output_scale = real_from_float_bits(output.scale_bits());
    to_output = rescale_from_real(round_to_float(divide(fine_scale, output_scale)));
    to_gate = rescale_from_real(round_to_float(divide(fine_scale, kThreeIn32768)));
  }
  if (to_output.shift > 0) return context.refuse(check::ScaleRange, output_slot(0));
  if (to_gate.shift > 15) return context.refuse(check::ScaleRange, input_slot(0));
  context.params<HardSwishS8>() = {input.elements(),
                                   static_cast<int16_t>(input.zero_point()),
                                   static_cast<int16_t>(output.zero_point()),
                                   upper_half(to_output.multiplier),
                                   static_cast<int8_t>(to_output.shift),
                                   static_cast<int8_t>(to_gate.shift),
                                   upper_half(to_gate.multiplier)};
  return kAllWell;
}

/// (min(max(x + 3, 0), 6) / 6 in Q15, for x times 2^7.
int32_t gate(const HardSwishS8& p, int32_t fine_x) {
  int32_t y = fine_x;  // becomes x / 3, saturated to [-1, 1), in Q15
  // The last bit of a left shift comes after the product: the one place where it may saturate.
  if (p.gate_shift > 0) y = shift_left_saturating_s16(y, p.gate_shift - 1);
  y = multiply_high_rounded_s16(y, p.gate_multiplier);
  if (p.gate_shift > 0) y = shift_left_saturating_s16(y, 1);
  if (p.gate_shift < 0) y = divide_by_power_of_two(y, -p.gate_shift);
  return (y + (1 << 15)) >> 1;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<HardSwishS8>();
  map_elements<int8_t>(context, p.elements, [&p](int32_t element) {
    const int32_t fine_x = (element - p.input_zero_point) * (1 << 7);
    const int32_t x = multiply_high_rounded_s16(fine_x, p.output_multiplier);
    const int32_t product = gate(p, fine_x) * x / (1 << 15);  // towards zero
    const int32_t y = divide_by_power_of_two(product, -p.output_shift) + p.output_zero_point;
    return static_cast<int8_t>(clamp<int32_t>(y, INT8_MIN, INT8_MAX));
  });
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<HardSwishF32>().elements = context.input(0).elements();
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<HardSwishF32>();
  map_elements<float>(context, p.elements,
                      [](float x) { return x * clamp(x + 3.0F, 0.0F, 6.0F) / 6.0F; });
  return kAllWell;
}

constexpr uint8_t kCode = 117;

}  // namespace

namespace ops {
const OpDef hard_swish_s8{kCode,    TensorType::Int8,    TensorType::None, TensorType::Int8,
                          kInPlace, sizeof(HardSwishS8), prepare_s8,       run_s8};
const OpDef hard_swish_f32{kCode,    TensorType::Float32,  TensorType::None, TensorType::Float32,
                           kInPlace, sizeof(HardSwishF32), prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(hard_swish_s8)
MOTE_RUN(hard_swish_f32)
}  // namespace run
}  // namespace mote
