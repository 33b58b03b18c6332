// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/activation.h"

#include "base/fixed_point.h"
#include "base/real.h"

namespace mote {
namespace {

/// round(value / scale) for a small whole value, at most 2^17: beyond, no int16 differs.
int32_t steps(uint32_t value, uint32_t scale_bits) {
  const Real quotient = divide({value, 0}, real_from_float_bits(scale_bits));
  return clamp<int32_t>(round_to_int(round_to_float(quotient)), 0, 1 << 17);
}

/// Inlined with constant bounds for int8, which most images need alone.
[[gnu::always_inline]] inline RangeS32 range_within(RangeS32 whole, Activation activation,
                                                    uint32_t scale_bits, int32_t zero_point) {
  RangeS32 range = whole;
  if (activation == Activation::None) return range;
  range.low = clamp(zero_point, whole.low, whole.high);
  if (activation == Activation::Relu) return range;
  const bool is_relu6 = activation == Activation::Relu6;
  const int32_t above = steps(is_relu6 ? 6 : 1, scale_bits);
  range.high = clamp(zero_point + above, whole.low, whole.high);
  if (!is_relu6) range.low = clamp(zero_point - above, whole.low, whole.high);
  return range;
}

}  // namespace

RangeS32 activation_range(Activation activation, TensorType type, uint32_t scale_bits,
                          int32_t zero_point) {
  const uint32_t bits = bits_per_element(type);
  const int32_t half = 1 << (bits == 8 ? 7 : 15);
  const RangeS32 whole = type == TensorType::UInt8 ? RangeS32{0, 255} : RangeS32{-half, half - 1};
  return range_within(whole, activation, scale_bits, zero_point);
}

RangeS8 activation_range_s8(Activation activation, uint32_t scale_bits, int32_t zero_point) {
  const RangeS32 range = range_within({-128, 127}, activation, scale_bits, zero_point);
  return {static_cast<int8_t>(range.low), static_cast<int8_t>(range.high)};
}

RangeF32 activation_range_f32(Activation activation) {
  constexpr float kMax = 3.402823466e38F;
  switch (activation) {
    case Activation::None: break;
    case Activation::Relu: return {0.0F, kMax};
    case Activation::ReluN1To1: return {-1.0F, 1.0F};
    case Activation::Relu6: return {0.0F, 6.0F};
  }
  return {-kMax, kMax};
}

}  // namespace mote
