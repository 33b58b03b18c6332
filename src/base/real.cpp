// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"

namespace mote {
namespace {

[[gnu::noinline]] int32_t bit_length(uint64_t x) {
  const auto high = static_cast<uint32_t>(x >> 32);
  const auto low = static_cast<uint32_t>(x);
  uint32_t part = high != 0 ? high : low;
  int32_t length = high != 0 ? 32 : 0;
  for (; part > 0xFF; part >>= 8) length += 8;
  for (; part != 0; part >>= 1) ++length;
  return length;
}

/// Drops `count` low bits, ties to even. More than 63 dropped bits leave nothing.
[[gnu::noinline]] Real drop_bits_to_even(const Real& a, int32_t count) {
  if (count <= 0) return a;
  if (count > 63) return {};
  const uint64_t half = uint64_t{1} << (count - 1);
  const uint64_t rest = a.mantissa & ((half << 1) - 1);
  uint64_t kept = a.mantissa >> count;
  if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
  return {kept, a.exponent + count};
}

}  // namespace

Real real_from_float_bits(uint32_t bits) {
  uint32_t mantissa = bits & 0x7FFFFF;
  auto exponent = static_cast<int32_t>(bits >> 23);
  if (exponent != 0) return {mantissa | 0x800000, exponent - 150};
  if (mantissa == 0) return {};
  exponent = -149;
  for (; mantissa < 0x800000; mantissa <<= 1) --exponent;
  return {mantissa, exponent};
}

Real round_to_bits(const Real& a, int32_t bits) {
  return drop_bits_to_even(a, bit_length(a.mantissa) - bits);
}

Real round_to_float(const Real& a) {
  constexpr int32_t kSmallestExponent = -149;
  const int32_t surplus = bit_length(a.mantissa) - 24;
  const int32_t below = kSmallestExponent - a.exponent;
  return drop_bits_to_even(a, surplus > below ? surplus : below);
}

Real product_of_floats(uint32_t a_bits, uint32_t b_bits) {
  return multiply(real_from_float_bits(a_bits), real_from_float_bits(b_bits));
}

Real divide(const Real& a, const Real& b) {
  const int32_t shift = 64 - bit_length(a.mantissa);
  const uint64_t dividend = a.mantissa << shift;
  const auto divisor = static_cast<uint32_t>(b.mantissa);
  // Long division, a byte at a time: the remainder has 24 bits, so each step fits in 32.
  uint64_t quotient = 0;
  uint32_t remainder = 0;
  for (int32_t at = 56; at >= -16; at -= 8) {
    const uint32_t digit = at >= 0 ? static_cast<uint32_t>(dividend >> at) & 0xFF : 0;
    const uint32_t part = remainder << 8 | digit;
    quotient = quotient << 8 | part / divisor;
    remainder = part % divisor;
  }
  return {quotient | (remainder != 0 ? 1U : 0U), a.exponent - shift - 16 - b.exponent};
}

uint32_t square_root_of_float_bits(uint32_t bits) {
  if (bits == 0) return 0;
  const Real x = real_from_float_bits(bits);
  // The root of a square of 49 or 50 bits has 25: those of a float and one to round by. It is
  // never just between two floats, as such a root's square does not end in 24 zeros.
  const int32_t odd = x.exponent & 1;
  auto square_top = static_cast<uint32_t>(x.mantissa) << (2 - odd);  // the other 24 bits are zero
  uint32_t root = 0;
  uint32_t rest = 0;
  for (int32_t i = 0; i < 25; ++i, square_top <<= 2) {  // two bits of the square make one
    rest = rest << 2 | (square_top >> 24 & 3);
    const uint32_t trial = root << 2 | 1;
    root <<= 1;
    if (rest >= trial) {
      rest -= trial;
      root |= 1;
    }
  }
  const int32_t exponent = (x.exponent + 23 - (1 - odd)) / 2;  // the quotient is whole
  return (static_cast<uint32_t>(exponent + 126) << 23) + ((root + 1) >> 1);
}

bool at_most(const Real& a, const Real& b) {
  if (a.mantissa == 0) return true;
  if (b.mantissa == 0) return false;
  const int32_t top_a = bit_length(a.mantissa) + a.exponent;
  const int32_t top_b = bit_length(b.mantissa) + b.exponent;
  if (top_a != top_b) return top_a < top_b;
  return a.mantissa << (64 - bit_length(a.mantissa)) <= b.mantissa << (64 - bit_length(b.mantissa));
}

Real distance(const Real& a, const Real& b) {
  const bool a_first = at_most(b, a);
  const Real& high = a_first ? a : b;
  const Real& low = a_first ? b : a;
  if (low.mantissa == 0) return high;
  // Bring both to the exponent of the larger one's lowest bit when it fills 64 bits.
  const int32_t lift = 64 - bit_length(high.mantissa);
  const int32_t exponent = high.exponent - lift;
  const int32_t move = low.exponent - exponent;
  uint64_t aligned = 0;
  if (move >= 0) {
    aligned = low.mantissa << move;  // fits: low <= high
  } else if (move > -64) {
    aligned = low.mantissa >> -move;
  }
  return {(high.mantissa << lift) - aligned, exponent};
}

Real divide_slowly(const Real& a, const Real& b) {
  const int32_t shift = 64 - bit_length(a.mantissa);
  const int32_t more = bit_length(b.mantissa) - 1;  // so that the quotient fills 63 or 64 bits
  uint64_t dividend = a.mantissa << shift;
  uint64_t quotient = 0;
  uint64_t remainder = 0;
  for (int32_t bits = 64 + more; bits != 0; --bits, dividend <<= 1) {
    remainder = remainder << 1 | dividend >> 63;
    quotient <<= 1;
    if (remainder >= b.mantissa) {
      remainder -= b.mantissa;
      quotient |= 1;
    }
  }
  return {quotient | (remainder != 0 ? 1U : 0U), a.exponent - shift - more - b.exponent};
}

int32_t round_to_int(const Real& a) {
  constexpr int32_t kMax = 0x7FFFFFFF;
  const int32_t length = bit_length(a.mantissa);
  if (length + a.exponent > 31) return kMax;
  if (a.exponent >= 0) return static_cast<int32_t>(a.mantissa << a.exponent);
  if (a.exponent < -64) return 0;
  const uint64_t doubled = a.exponent == -64 ? a.mantissa >> 63 : a.mantissa >> (-a.exponent - 1);
  const uint64_t rounded = (doubled + 1) >> 1;
  return rounded > kMax ? kMax : static_cast<int32_t>(rounded);
}

Rescale rescale_from_real(const Real& a) {
  if (a.mantissa == 0) return {0, 0};
  const int32_t length = bit_length(a.mantissa);
  int32_t shift = length + a.exponent;  // a = fraction * 2^shift, fraction in [1/2, 1)
  const uint64_t top = a.mantissa << (64 - length);
  uint64_t multiplier = ((top >> 32) + 1) >> 1;  // 31 bits, ties up
  if (multiplier == uint64_t{1} << 31) {
    multiplier >>= 1;
    ++shift;
  }
  if (shift < -31) return {0, 0};
  return {static_cast<int32_t>(multiplier), shift};
}

Rescale rescale_from_ratio(const Real& a, uint32_t b_bits) {
  constexpr int32_t kBitsOfDouble = 53;
  if (a.mantissa == 0) return {0, 0};
  return rescale_from_real(round_to_bits(divide(a, real_from_float_bits(b_bits)), kBitsOfDouble));
}

}  // namespace mote
