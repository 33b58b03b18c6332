// SPDX-License-Identifier: Apache-2.0
// The rounding of TFLite's integer kernels, from which bit-exactness follows.
// Source: TFLite 8-bit quantisation specification; gemmlowp's fixed-point definitions.
#pragma once

#include <stdint.h>

#include "base/bytes.h"

namespace mote {

/// A real factor: multiplier * 2^(shift - 31), with multiplier 0 or in [2^30, 2^31).
struct Rescale {
  int32_t multiplier;  ///< Q31
  int32_t shift;       ///< [-31, 30]; positive shifts left
};

/// High half of 2ab, rounded to nearest, ties up: floor((ab + 2^30) / 2^31).
constexpr int32_t multiply_high_rounded(int32_t a, int32_t b) {
  constexpr int32_t kMin = INT32_MIN;
  if (a == kMin && b == kMin) return INT32_MAX;
  return static_cast<int32_t>((int64_t{a} * b + (int64_t{1} << 30)) >> 31);
}

/// x / 2^exponent rounded to nearest, ties away from zero; exponent in [0, 31].
constexpr int32_t divide_by_power_of_two(int32_t x, int32_t exponent) {
  const auto mask = static_cast<int32_t>((uint32_t{1} << exponent) - 1);
  const int32_t remainder = x & mask;
  const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

/// x * 2^exponent modulo 2^32, as the reference computes it; exponent in [0, 31].
constexpr int32_t shift_left_wrapping(int32_t x, int32_t exponent) {
  return static_cast<int32_t>(static_cast<uint32_t>(x) << exponent);
}

/// x * 2^exponent, saturating; exponent in [0, 31].
constexpr int32_t shift_left_saturating(int32_t x, int32_t exponent) {
  const int64_t wide = int64_t{x} * (int64_t{1} << exponent);
  if (wide > INT32_MAX) return INT32_MAX;
  if (wide < INT32_MIN) return INT32_MIN;
  return static_cast<int32_t>(wide);
}

/// x times the factor. Two roundings (the product, then the right shift), because the reference
/// rounds twice and once would differ in the last bit.
constexpr int32_t rescale(int32_t x, int32_t multiplier, int32_t shift) {
  const int32_t left = shift > 0 ? shift : 0;
  const int32_t right = shift > 0 ? 0 : -shift;
  return divide_by_power_of_two(multiply_high_rounded(shift_left_wrapping(x, left), multiplier),
                                right);
}
constexpr int32_t rescale(int32_t x, const Rescale& factor) {
  return rescale(x, factor.multiplier, factor.shift);
}

/// A 64-bit accumulator times the factor, as the reference does it for 16-bit activations: one
/// rounding, ties up, and only the upper 16 bits of the multiplier. Exact for |x| < 2^47 and shifts
/// in [-31, 7]; beyond, up to shift 14, the product wraps around.
constexpr int32_t rescale_64(int64_t x, int32_t multiplier, int32_t shift) {
  const int32_t upper = multiplier < 0x7FFF0000 ? (multiplier + 0x8000) >> 16 : 0x7FFF;
  const uint64_t product = static_cast<uint64_t>(x) * static_cast<uint64_t>(upper);
  return static_cast<int32_t>(static_cast<int64_t>(product + (uint64_t{1} << (14 - shift))) >>
                              (15 - shift));
}
constexpr int32_t rescale_64(int64_t x, const Rescale& factor) {
  return rescale_64(x, factor.multiplier, factor.shift);
}

template <class T>
constexpr T clamp(T x, T low, T high) {
  return x < low ? low : (x > high ? high : x);
}

}  // namespace mote
