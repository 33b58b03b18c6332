// SPDX-License-Identifier: Apache-2.0
// x^y = 2^(y log2 x). The logarithm needs some 12 bits more than a float has, so all of it is in
// integers, which are also faster than floats on a core that has none.
#include "base/float_bits.h"
#include "base/float_math.h"

namespace mote {
namespace {

/// High half of the product.
uint64_t multiply_high(uint64_t a, uint64_t b) {
  const uint64_t a_low = static_cast<uint32_t>(a);
  const uint64_t b_low = static_cast<uint32_t>(b);
  const uint64_t first = (a >> 32) * b_low;
  const uint64_t second = a_low * (b >> 32) + static_cast<uint32_t>(first) + (a_low * b_low >> 32);
  return (a >> 32) * (b >> 32) + (first >> 32) + (second >> 32);
}

/// mantissa * 2^exponent, the mantissa with its top bit set.
struct Wide {
  uint64_t mantissa;
  int32_t exponent;
  bool is_negative;
};

/// mantissa is not zero.
Wide normalized(Wide x) {
  if (x.mantissa >> 32 == 0) {
    x.mantissa <<= 32;
    x.exponent -= 32;
  }
  const int32_t zeros = __builtin_clz(static_cast<uint32_t>(x.mantissa >> 32));
  return {x.mantissa << zeros, x.exponent - zeros, x.is_negative};
}

uint64_t shift_right(uint64_t x, int32_t count) { return count > 63 ? 0 : x >> count; }

/// log2 to 2^-37 of itself; x is not 1.
Wide logarithm(const FloatParts& x) {
  // x = 2^n m with m in [1/sqrt(2), sqrt(2)); log2 m = 2 / ln 2 artanh s, s = (m - 1) / (m + 1).
  constexpr uint32_t kRootOfTwo = 0xB504F3;
  const bool is_great = x.mantissa > kRootOfTwo;
  const int32_t n = x.exponent + (is_great ? 24 : 23);
  const uint32_t one = is_great ? 0x1000000 : 0x800000;
  constexpr int32_t kPoint = 55;  // bits below the binary point of n + log2 m: n needs 8 above
  if (x.mantissa == one) {
    const auto magnitude = static_cast<uint64_t>(n < 0 ? -n : n);
    return normalized({magnitude, 0, n < 0});
  }
  const bool is_negative = x.mantissa < one;
  Wide s = normalized({is_negative ? one - x.mantissa : x.mantissa - one, 0, is_negative});
  s.mantissa /= x.mantissa + one;  // of 64 by 25 bits
  s = normalized(s);
  // artanh s = s (1 + t/3 + t^2/5 ...) with t = s^2 < 0.03. s < 2^-2, so s 2^34 has 32 bits.
  constexpr uint64_t kWhole = uint64_t{1} << 32;
  const uint64_t short_s = shift_right(s.mantissa, -s.exponent - 34);
  const uint64_t t = short_s * short_s >> 32;  // t 2^36, of 31 bits
  static constexpr uint32_t kOdd[] = {kWhole / 11, kWhole / 9, kWhole / 7, kWhole / 5, kWhole / 3};
  uint64_t series = kWhole / 13;
  for (const uint32_t coefficient : kOdd) series = coefficient + (series * t >> 36);
  const uint64_t factor = (uint64_t{1} << 63) + (series * t >> 30 << 25);
  constexpr uint64_t kTwoOverLn2 = 0xB8AA3B295C17F0BB;  // times 2^62
  const uint64_t product = multiply_high(multiply_high(s.mantissa, factor), kTwoOverLn2);
  const Wide log_m = {product, s.exponent + 1 + 2, is_negative};
  if (n == 0) return normalized(log_m);
  const auto part = static_cast<int64_t>(shift_right(product, -log_m.exponent - kPoint));
  const int64_t sum = n * (int64_t{1} << kPoint) + (is_negative ? -part : part);
  return normalized({static_cast<uint64_t>(sum < 0 ? -sum : sum), -kPoint, sum < 0});
}

/// 2^z as a float's bits.
uint32_t exponential(const Wide& z) {
  if (z.exponent > -55) return z.is_negative ? 0 : kInfinityBits;  // 2^8 and above
  constexpr int32_t kPoint = 48;
  const auto magnitude = static_cast<int64_t>(shift_right(z.mantissa, -z.exponent - kPoint));
  const int64_t fixed = z.is_negative ? -magnitude : magnitude;
  const auto n = static_cast<int32_t>((fixed + (int64_t{1} << (kPoint - 1))) >> kPoint);
  // 2^f = e^g = 1 + g (1 + g/2 + g^2/6 ...), |f| <= 1/2.
  constexpr int64_t kLn2 = 0xB17217F8;  // times 2^32
  const int64_t f = (fixed - n * (int64_t{1} << kPoint)) >> (kPoint - 32);
  const int64_t g = f * kLn2 >> 32;  // times 2^32
  constexpr int32_t kOne = 1 << 30;
  static constexpr int32_t kFactorials[] = {kOne / 40320, kOne / 5040, kOne / 720, kOne / 120,
                                            kOne / 24,    kOne / 6,    kOne / 2,   kOne};
  int64_t series = kOne / 362880;
  for (const int32_t coefficient : kFactorials) series = coefficient + (series * g >> 32);
  auto value = static_cast<uint32_t>((int64_t{1} << 31) + (series * g >> 31));  // times 2^31
  int32_t exponent = n + 127;
  if (value < 0x80000000) {
    value <<= 1;
    --exponent;
  }
  if (exponent > 254) return kInfinityBits;
  const int32_t dropped = exponent > 0 ? 8 : 9 - exponent;  // more for subnormal results
  if (dropped > 32) return 0;
  const uint64_t half = uint64_t{1} << (dropped - 1);
  const uint64_t rest = value & ((half << 1) - 1);
  uint32_t kept = static_cast<uint32_t>(uint64_t{value} >> dropped);
  if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
  // The leading one of a normal result counts as one of the exponent's.
  return kept + (exponent > 0 ? static_cast<uint32_t>(exponent - 1) << 23 : 0);
}

enum class Whole : uint8_t { No, Even, Odd };

/// Of a finite float.
Whole wholeness(uint32_t bits) {
  const int32_t exponent = static_cast<int32_t>(bits >> 23 & 0xFF) - 127;
  if ((bits & ~kSignBit) == 0 || exponent > 23) return Whole::Even;
  if (exponent < 0) return Whole::No;
  const uint32_t mantissa = (bits & 0x7FFFFF) | 0x800000;
  const uint32_t one = uint32_t{1} << (23 - exponent);
  if ((mantissa & (one - 1)) != 0) return Whole::No;
  return (mantissa & one) != 0 ? Whole::Odd : Whole::Even;
}

}  // namespace

float pow_f32(float x, float y) {
  constexpr uint32_t kOne = 0x3F800000;
  const uint32_t x_bits = bits_of_float(x);
  const uint32_t y_bits = bits_of_float(y);
  const uint32_t x_size = x_bits & ~kSignBit;
  const uint32_t y_size = y_bits & ~kSignBit;
  const bool y_is_negative = y_bits != y_size;
  if (y_size == 0 || x_bits == kOne) return 1.0F;
  if (x_size > kInfinityBits || y_size > kInfinityBits) return float_of_bits(kNaNBits);
  if (y_size == kInfinityBits) {
    if (x_size == kOne) return 1.0F;
    return float_of_bits((x_size > kOne) != y_is_negative ? kInfinityBits : 0);
  }
  const Whole whole = wholeness(y_bits);
  const uint32_t sign = whole == Whole::Odd ? x_bits & kSignBit : 0;
  if (x_size == 0 || x_size == kInfinityBits) {
    return float_of_bits(sign | ((x_size == 0) == y_is_negative ? kInfinityBits : 0));
  }
  if (x_size != x_bits && whole == Whole::No) return float_of_bits(kNaNBits);
  if (x_size == kOne) return float_of_bits(sign | kOne);
  Wide z = logarithm(parts_of_positive(x_size));
  const FloatParts exponent = parts_of_positive(y_size);
  z.mantissa = multiply_high(z.mantissa, uint64_t{exponent.mantissa} << 40);
  z.exponent += exponent.exponent + 24;
  z.is_negative = z.is_negative != y_is_negative;
  return float_of_bits(sign | exponential(z));
}

}  // namespace mote
