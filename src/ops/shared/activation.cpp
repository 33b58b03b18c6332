// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/activation.h"

#include "base/fixed_point.h"
#include "base/real.h"

namespace mote {
namespace {

/// round(value / scale) for a small whole value, at most 2^16: beyond, no int8 differs.
int32_t steps(uint32_t value, uint32_t scale_bits) {
  const Real quotient = divide({value, 0}, real_from_float_bits(scale_bits));
  return clamp<int32_t>(round_to_int(round_to_float(quotient)), 0, 1 << 16);
}

int8_t narrow(int32_t value) { return static_cast<int8_t>(clamp<int32_t>(value, -128, 127)); }

}  // namespace

RangeS8 activation_range_s8(Activation activation, uint32_t scale_bits, int32_t zero_point) {
  RangeS8 range{-128, 127};
  if (activation == Activation::None) return range;
  range.low = narrow(zero_point);
  if (activation == Activation::Relu) return range;
  const bool is_relu6 = activation == Activation::Relu6;
  const int32_t above = steps(is_relu6 ? 6 : 1, scale_bits);
  range.high = narrow(zero_point + above);
  if (!is_relu6) range.low = narrow(zero_point - above);
  return range;
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
