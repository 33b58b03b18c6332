// SPDX-License-Identifier: Apache-2.0
#include "base/real_functions.h"

namespace mote {
namespace {

int32_t bit_length(uint64_t x) {
  int32_t length = 0;
  for (; x != 0; x >>= 1) ++length;
  return length;
}

struct Product {
  uint64_t high, low;
};
Product multiply_wide(uint64_t a, uint64_t b) {
  const auto a_low = static_cast<uint32_t>(a);
  const auto b_low = static_cast<uint32_t>(b);
  const uint64_t first = uint64_t{a_low} * b_low;
  const uint64_t second = (a >> 32) * b_low + (first >> 32);
  const uint64_t third = uint64_t{a_low} * (b >> 32) + static_cast<uint32_t>(second);
  return {(a >> 32) * (b >> 32) + (second >> 32) + (third >> 32),
          third << 32 | static_cast<uint32_t>(first)};
}

/// Of fractions of 2^64.
uint64_t multiply_fractions(uint64_t a, uint64_t b) { return multiply_wide(a, b).high; }

/// divisor < 2^16.
uint64_t divide_by_small(uint64_t x, uint32_t divisor) {
  const auto high = static_cast<uint32_t>(x >> 32);
  const auto low = static_cast<uint32_t>(x);
  const uint32_t middle = (high % divisor) << 16 | low >> 16;
  const uint32_t last = (middle % divisor) << 16 | (low & 0xFFFF);
  return uint64_t{high / divisor} << 32 | uint64_t{middle / divisor} << 16 | last / divisor;
}

/// x * 2^bits, rounded down; it must be below 2^64.
uint64_t to_fixed(const Real& x, int32_t bits) {
  if (x.mantissa == 0) return 0;
  const int32_t left = x.exponent + bits;
  if (left >= 0) return x.mantissa << left;
  return left > -64 ? x.mantissa >> -left : 0;
}

/// 1 - e^-x for x in [0, ln 2), both as fractions of 2^64: Taylor's series in Horner's form,
/// x (1 - x/2 (1 - x/3 (1 - ...))).
uint64_t one_minus_exp(uint64_t x) {
  uint64_t rest = 0;
  for (uint32_t k = 20; k >= 2; --k) {
    rest = divide_by_small(multiply_fractions(x, ~uint64_t{0} - rest), k);
  }
  return multiply_fractions(x, ~uint64_t{0} - rest);
}

}  // namespace

Real sum(const Real& a, const Real& b) {
  const bool a_first = at_most(b, a);
  const Real& high = a_first ? a : b;
  const Real& low = a_first ? b : a;
  if (low.mantissa == 0) return high;
  const int32_t lift = 63 - bit_length(high.mantissa);  // -1 for 64 bits
  const int32_t exponent = high.exponent - lift;
  const int32_t drop = exponent - low.exponent;
  uint64_t aligned = 1;  // stands for all that is lost
  if (drop <= 0) {
    aligned = low.mantissa << -drop;
  } else if (drop < 64) {
    const uint64_t lost = low.mantissa & ((uint64_t{1} << drop) - 1);
    aligned = low.mantissa >> drop | (lost != 0 ? 1 : 0);
  }
  const uint64_t first =
      lift >= 0 ? high.mantissa << lift : high.mantissa >> 1 | (high.mantissa & 1);
  return {first + aligned, exponent};
}

Real exp_of_minus(const Real& x) {
  constexpr int32_t kBits = 57;
  constexpr uint64_t kLn2 = 99893036290645747;  // times 2^57
  if (at_most({128, 0}, x)) return {};
  uint64_t rest = to_fixed(x, kBits);
  int32_t n = 0;
  for (; rest >= kLn2; rest -= kLn2) ++n;
  const uint64_t lost = one_minus_exp(rest << (64 - kBits));
  return lost == 0 ? Real{1, -n} : Real{0 - lost, -64 - n};
}

Real tanh_of(const Real& x) {
  const Real e = exp_of_minus(times_power_of_two(x, 1));
  if (e.mantissa == 0) return {1, 0};
  const Real above = distance({1, 0}, e);
  if (above.mantissa == 0) return {};
  const Real below = sum({1, 0}, e);
  return divide_slowly(above, {below.mantissa >> 1, below.exponent + 1});
}

ErrorFunction error_function(const Real& x) {
  constexpr uint64_t kReciprocalOfRootOfPi = 0x906EBA8214DB688D;  // times 2^64
  constexpr Real kEnd{9, -1};
  if (at_most(kEnd, x)) return {{2, 0}, {}};
  // erf(x) = 2 / sqrt(pi) e^(-x^2) x (1 + 2x^2/3 (1 + 2x^2/5 (1 + ...))), all terms positive. The
  // sum is kept as a fraction of 2^61, x^2 as one of 2^58.
  const uint64_t x_fixed = to_fixed(x, 61);
  const uint64_t square = multiply_wide(x_fixed, x_fixed).high;  // of 2^58
  const Real e = exp_of_minus({square, -58});
  uint64_t term = multiply_fractions(x_fixed, to_fixed(e, 63)) << 1;
  uint64_t series = term;
  for (uint32_t odd = 3; term != 0; odd += 2) {
    const Product p = multiply_wide(term, divide_by_small(square << 1, odd));
    term = p.high << 6 | p.low >> 58;
    series += term;
  }
  const uint64_t erf = multiply_fractions(series, kReciprocalOfRootOfPi);  // of 2^60
  constexpr uint64_t kOne = uint64_t{1} << 60;
  return {{kOne + erf, -60}, {erf < kOne ? kOne - erf : 0, -60}};
}

}  // namespace mote
