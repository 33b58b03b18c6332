// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/hybrid.h"

#include "base/fixed_point.h"
#include "base/float_math.h"
#include "base/real.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

constexpr int32_t kBitsOfDouble = 53;
constexpr uint32_t k255 = 0x437F0000;  // as a float

Real real_from_float(float x) {
  uint32_t bits = 0;
  __builtin_memcpy(&bits, &x, sizeof(bits));
  return real_from_float_bits(bits);
}

float float_from_real(const Real& a) {
  const Real rounded = round_to_float(a);
  float x = static_cast<float>(static_cast<uint32_t>(rounded.mantissa));
  int32_t exponent = rounded.exponent;
  for (; exponent > 0; --exponent) x *= 2.0F;
  for (; exponent < 0; ++exponent) x *= 0.5F;  // exact: it is a float
  return x;
}

/// a + b as doubles, both floats.
Real sum_as_double(const Real& a, const Real& b) {
  const Real& high = a.exponent >= b.exponent ? a : b;
  const Real& low = a.exponent >= b.exponent ? b : a;
  if (high.mantissa == 0) return low;
  constexpr int32_t kLift = 39;
  const int32_t gap = high.exponent - low.exponent - kLift;
  uint64_t part = 0;
  if (gap <= 0) {
    part = low.mantissa << -gap;
  } else if (low.mantissa != 0) {
    part = (gap < 24 ? low.mantissa >> gap : 0) | 1;  // the last bit stands for what is cut off
  }
  return round_to_bits({(high.mantissa << kLift) + part, high.exponent - kLift}, kBitsOfDouble);
}

/// a / b as doubles; a is a float, b a double above zero.
Real quotient_as_double(const Real& a, const Real& b) {
  if (a.mantissa == 0) return {};
  uint64_t dividend = a.mantissa;
  uint64_t divisor = b.mantissa;
  Real quotient{0, a.exponent - b.exponent};
  for (; divisor < uint64_t{1} << 62; divisor <<= 1) ++quotient.exponent;
  for (; dividend < uint64_t{1} << 62; dividend <<= 1) --quotient.exponent;
  for (int32_t bit = 0; bit < 60; ++bit, dividend <<= 1, --quotient.exponent) {
    quotient.mantissa <<= 1;
    if (dividend < divisor) continue;
    dividend -= divisor;
    quotient.mantissa |= 1;
  }
  ++quotient.exponent;
  if (dividend != 0) quotient.mantissa |= 1;
  return round_to_bits(quotient, kBitsOfDouble);
}

struct Extent {
  float low, high;
};
Extent extent_of(const Unaligned<float>* from, int32_t count, int32_t step) {
  Extent extent{0.0F, 0.0F};
  for (int32_t i = 0; i < count; ++i) {
    const float x = from[i * step];
    if (x < extent.low) extent.low = x;
    if (x > extent.high) extent.high = x;
  }
  constexpr float kMost = 3.402823466e38F;  // infinities have no scale
  return {extent.low < -kMost ? -kMost : extent.low, extent.high > kMost ? kMost : extent.high};
}

void quantize(const Unaligned<float>* from, int32_t count, int32_t step, float inverse_scale,
              int32_t zero_point, int32_t least, int8_t* to) {
  const auto moved = static_cast<float>(zero_point);
  for (int32_t i = 0; i < count; ++i) {
    const int32_t rounded = round_half_away(moved + float{from[i * step]} * inverse_scale);
    to[i] = static_cast<int8_t>(clamp<int32_t>(rounded, least, 127));
  }
}

}  // namespace

QuantizedGroup quantize_symmetric(const Unaligned<float>* from, int32_t count, int32_t step,
                                  int8_t* to) {
  const Extent extent = extent_of(from, count, step);
  const float reach = extent.high > -extent.low ? extent.high : -extent.low;
  if (reach == 0.0F) {
    quantize(from, count, step, 0.0F, 0, -127, to);
    return {1.0F, 0};
  }
  quantize(from, count, step, 127.0F / reach, 0, -127, to);
  return {reach / 127.0F, 0};
}

QuantizedGroup quantize_asymmetric(const Unaligned<float>* from, int32_t count, int32_t step,
                                   int8_t* to) {
  const Extent extent = extent_of(from, count, step);
  if (extent.low == extent.high) {
    quantize(from, count, step, 0.0F, 0, -128, to);
    return {1.0F, 0};
  }
  // The reference computes scale and zero point as doubles: halves decide on the rounding.
  const Real low = real_from_float(0.0F - extent.low);  // no -0
  const Real high = real_from_float(extent.high);
  const Real scale =
      round_to_bits(divide(sum_as_double(low, high), real_from_float_bits(k255)), kBitsOfDouble);
  // -128 + |low| / scale, or 127 - high / scale if that is the smaller quotient's: to the nearest
  // integer, halves away from zero.
  const Real below = quotient_as_double(low, scale);
  const bool from_low = at_most(below, {127, 0});
  const Real steps = from_low ? below : quotient_as_double(high, scale);
  const Real end{from_low ? 128U : 127U, 0};
  const int32_t size = round_to_int(round_to_bits(distance(end, steps), kBitsOfDouble));
  const bool is_positive = !from_low && at_most(steps, end);
  const int32_t zero_point = clamp<int32_t>(is_positive ? size : -size, -128, 127);
  const float scale_f32 = float_from_real(scale);
  quantize(from, count, step, 1.0F / scale_f32, zero_point, -128, to);
  return {scale_f32, zero_point};
}

CheckNumber fold_hybrid_scales(PrepareContext& context, TensorSlot weights, uint32_t channels,
                               int32_t channel_dimension, HybridScales& scales) {
  const format::TensorView tensor = context.at(weights);
  if (const CheckNumber bad = check::quantized(context, weights)) return bad;
  const format::Vector list = tensor.scales();
  const bool one_for_all = list.count() == 1;
  if (!one_for_all &&
      (list.count() != channels || tensor.quantized_dimension() != channel_dimension)) {
    return context.refuse(check::PerChannel, weights);
  }
  const format::Vector points = tensor.zero_points();
  for (uint32_t i = 0; i < points.count(); ++i) {
    if (points.at<int32_t>(2 * i) != 0) return context.refuse(check::FilterZeroPoint, weights);
  }
  scales = {tensor.file_offset(list.elements()), static_cast<uint8_t>(one_for_all ? 0 : 4), 0};
  for (uint32_t i = 1; i < list.count(); ++i) {
    if (list.at<uint32_t>(i) != list.at<uint32_t>(0)) scales.asymmetric = 1;
  }
  return kAllWell;
}

}  // namespace mote
