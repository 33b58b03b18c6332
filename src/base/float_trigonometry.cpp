// SPDX-License-Identifier: Apache-2.0
#include "base/float_bits.h"
#include "base/float_math.h"

namespace mote {
namespace {

/// An angle of the same sine and cosine: high + low + quadrant * pi / 2, at most pi / 4 from there.
struct Reduced {
  float high, low;
  uint32_t quadrant;
};

/// Of a finite x >= 0. x is an integer times 2^e, so of the binary digits of 2 / pi only those
/// matter that neither give multiples of four quadrants nor fall below the result's last bit:
/// 96 of them, whatever e is.
Reduced reduce(float x) {
  constexpr float kQuarterPi = 0.785398163F;
  if (x <= kQuarterPi) return {x, 0.0F, 0};
  // 2 / pi after 32 zeros.
  static constexpr uint32_t kTwoOverPi[] = {0,          0xA2F9836E, 0x4E441529, 0xFC2757D1,
                                            0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB};
  const FloatParts parts = parts_of_positive(bits_of_float(x));
  const auto first_bit = static_cast<uint32_t>(parts.exponent - 1 + 31);        // weight 2^1
  const uint32_t* words = kTwoOverPi + (first_bit < 160 ? first_bit / 32 : 4);  // at most 134
  const uint32_t shift = first_bit % 32;
  const auto window = [words, shift](uint32_t i) {
    return static_cast<uint32_t>((uint64_t{words[i]} << 32 | words[i + 1]) >> (32 - shift));
  };
  const uint64_t low = uint64_t{parts.mantissa} * window(2);
  const uint64_t middle = uint64_t{parts.mantissa} * window(1) + (low >> 32);
  const uint32_t top = parts.mantissa * window(0) + static_cast<uint32_t>(middle >> 32);
  // top has two bits of the quadrant; what follows is the fraction of a quadrant.
  uint64_t fraction = uint64_t{top} << 34 | (middle & 0xFFFFFFFF) << 2 | (low >> 30 & 3);
  const bool is_beyond_half = fraction >> 63 != 0;
  if (is_beyond_half) fraction = 0 - fraction;
  const uint32_t quadrant = ((top >> 30) + (is_beyond_half ? 1 : 0)) & 3;
  if (fraction == 0) return {0.0F, 0.0F, quadrant};
  int32_t exponent = -32;  // of the upper half
  if (fraction >> 32 == 0) {
    fraction <<= 32;
    exponent -= 32;
  }
  const int32_t zeros = __builtin_clz(static_cast<uint32_t>(fraction >> 32));
  exponent -= zeros;
  constexpr uint64_t kHalfPi = 0xC90FDAA2;  // times 2^31
  const uint64_t angle = (fraction << zeros >> 32) * kHalfPi;
  // Two floats: the upper 24 bits (of a number that may have 63 or 64) and the next ones.
  const float unit = power_of_two(exponent - 31 + 40) * (is_beyond_half ? -1.0F : 1.0F);
  const auto upper = static_cast<float>(static_cast<uint32_t>(angle >> 40));
  const auto lower = static_cast<float>(static_cast<uint32_t>(angle >> 16 & 0xFFFFFF));
  return {upper * unit, lower * (unit * 0x1p-24F), quadrant};
}

/// Taylor series: |angle| <= pi / 4.
float sine(const Reduced& angle) {
  const float t = angle.high * angle.high;
  const float series =
      -1.0F / 6.0F + t * (1.0F / 120.0F + t * (-1.0F / 5040.0F + t * (1.0F / 362880.0F)));
  return angle.high + (angle.low * (1.0F - 0.5F * t) + angle.high * (t * series));
}

float cosine(const Reduced& angle) {
  const float t = angle.high * angle.high;
  const float series =
      1.0F / 24.0F + t * (-1.0F / 720.0F + t * (1.0F / 40320.0F + t * (-1.0F / 3628800.0F)));
  return 1.0F - (0.5F * t + (angle.high * angle.low - t * (t * series)));
}

float of_quadrant(const Reduced& angle, uint32_t quadrant) {
  const float value = (quadrant & 1) != 0 ? cosine(angle) : sine(angle);
  return (quadrant & 2) != 0 ? -value : value;
}

}  // namespace

float sin_f32(float x) {
  const uint32_t sign = bits_of_float(x) & kSignBit;
  const uint32_t size = bits_of_float(x) ^ sign;
  if (size >= kInfinityBits) return float_of_bits(kNaNBits);
  const Reduced angle = reduce(float_of_bits(size));
  return float_of_bits(bits_of_float(of_quadrant(angle, angle.quadrant)) ^ sign);
}

float cos_f32(float x) {
  const uint32_t size = bits_of_float(x) & ~kSignBit;
  if (size >= kInfinityBits) return float_of_bits(kNaNBits);
  const Reduced angle = reduce(float_of_bits(size));
  return of_quadrant(angle, angle.quadrant + 1);
}

float atan2_f32(float y, float x) {
  constexpr float kPi = 3.14159274F, kPiRest = -8.74227766e-8F;
  constexpr float kHalfPi = 1.57079637F, kHalfPiRest = -4.37113883e-8F;
  constexpr float kQuarterPi = 0.785398185F, kQuarterPiRest = -2.18556941e-8F;
  constexpr float kTanOfHalf = 0.546302490F;
  if (x != x || y != y) return float_of_bits(kNaNBits);
  const uint32_t x_size = bits_of_float(x) & ~kSignBit;
  const uint32_t y_size = bits_of_float(y) & ~kSignBit;
  const uint32_t small = x_size < y_size ? x_size : y_size;
  const uint32_t great = x_size < y_size ? y_size : x_size;
  float ratio = 0.0F;
  if (small == kInfinityBits) {
    ratio = 1.0F;
  } else if (great != 0) {
    ratio = float_of_bits(small) / float_of_bits(great);
  }
  // atan r = pi/4 + atan((r - 1) / (r + 1)), used where that is 1/2 or more, so
  // that the roundings of r and of the second quotient weigh little.
  const bool is_steep = ratio > kTanOfHalf;
  const float u = is_steep ? (ratio - 1.0F) / (ratio + 1.0F) : ratio;
  const float t = u * u;
  // (atan u / u - 1) / u^2, interpolated at Chebyshev's points of [0, tan(1/2)^2] in u^2: within
  // 2^-27.7.
  float series = 0.038012795F;
  series = series * t - 0.07972608F;
  series = series * t + 0.10950351F;
  series = series * t - 0.14274894F;
  series = series * t + 0.19999728F;
  series = series * t - 0.3333333F;
  const float curve = u * (t * series);
  float angle = u + curve;
  if (is_steep) {
    angle = kQuarterPi + u;
    const float lost = (kQuarterPi - angle) + u;  // by that rounding; exact
    angle += lost + (curve + kQuarterPiRest);
  }
  if (y_size > x_size) angle = kHalfPi - (angle - kHalfPiRest);
  if ((bits_of_float(x) & kSignBit) != 0) angle = kPi - (angle - kPiRest);
  return float_of_bits(bits_of_float(angle) | (bits_of_float(y) & kSignBit));
}

}  // namespace mote
