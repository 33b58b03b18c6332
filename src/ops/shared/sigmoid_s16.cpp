// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/sigmoid_s16.h"

#include "base/real.h"

namespace mote {
namespace {

#include "ops/shared/sigmoid_table.inc"

/// The table at x >= 0 with `bits` bits of fraction, in units of 2^-(16 + bits).
int32_t sigmoid_at(int32_t x, int32_t bits) {
  const int32_t i = x >> bits;
  const int32_t fraction = x & ((1 << bits) - 1);
  return kSigmoid[i] * (1 << bits) + fraction * (kSigmoid[i + 1] - kSigmoid[i]);
}

}  // namespace

int16_t logistic_s16(int32_t x) {
  constexpr int32_t kOne = 1 << 25;
  const int32_t magnitude = x < 0 ? -x : x;
  const bool is_inside = magnitude >> 9 < 255;
  const int32_t positive = is_inside ? sigmoid_at(magnitude, 9) : 0x7FFF << 10;
  return static_cast<int16_t>((x < 0 ? kOne - positive + 511 : positive + 512) >> 10);
}

int16_t tanh_s16(int32_t x) {
  constexpr int32_t kHalf = 1 << 23;  // tanh(x) = 2 logistic(2x) - 1
  const int32_t magnitude = x < 0 ? -x : x;
  const bool is_inside = magnitude >> 8 < 255;
  const int32_t positive = (is_inside ? sigmoid_at(magnitude, 8) : 0xFFFF << 8) - kHalf;
  return static_cast<int16_t>((x < 0 ? -positive + 127 : positive + 128) >> 8);
}

bool is_near_power_of_two(uint32_t scale_bits, int32_t power) {
  // |log2(scale) - power| < 1/1000; a float's steps are half as wide below a power of two.
  const auto above = static_cast<int32_t>(scale_bits) - (power + 127) * (1 << 23);
  return above > -11624 && above < 5815;
}

bool fold_sigmoid_input(uint32_t scale_bits, int32_t greatest_power, SigmoidInput& input) {
  for (int32_t power = -12; power <= greatest_power; ++power) {
    if (is_near_power_of_two(scale_bits, power)) {
      input = {3 << (power + 12), 0};
      return true;
    }
  }
  constexpr Real kGreatest{65535, 0};
  constexpr Real kHalfOfInt16{32767, -1};
  Real units = real_from_float_bits(scale_bits);
  units = {units.mantissa * 3, units.exponent + 12};
  if (!at_most(units, kGreatest)) return false;
  int32_t shift = 0;
  for (; shift <= 30 && at_most(units, kHalfOfInt16); ++shift) ++units.exponent;
  const int32_t drop = -units.exponent;  // above 0: 65535 has fewer bits than the mantissa
  input = {drop > 63 ? 0 : static_cast<int32_t>(units.mantissa >> drop), shift};
  return true;
}

}  // namespace mote
