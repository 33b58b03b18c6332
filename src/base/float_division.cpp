// SPDX-License-Identifier: Apache-2.0
#include "base/float_bits.h"
#include "base/float_math.h"

namespace mote {
namespace {

/// |a| = (quotient * 2^exponent + less than 2^exponent) |b| + rest. When the exponent is not 0, the
/// last bit of the quotient also stands for everything below it.
struct Division {
  uint64_t quotient;
  int32_t exponent;
  float rest;
};

/// Long division; both are finite and above zero, given by their bits.
Division divide(uint32_t a_bits, uint32_t b_bits) {
  const FloatParts a = parts_of_positive(a_bits);
  const FloatParts b = parts_of_positive(b_bits);
  int32_t left = a.exponent - b.exponent;
  if (left < 0) {
    const bool is_less = a_bits < b_bits;
    return {is_less ? 0U : 1U, 0, float_of_bits(a_bits) - (is_less ? 0.0F : float_of_bits(b_bits))};
  }
  Division result{a.mantissa / b.mantissa, 0, 0.0F};
  uint32_t rest = a.mantissa % b.mantissa;
  while (left > 0) {
    const int32_t step = left < 8 ? left : 8;
    rest <<= step;
    const uint32_t digit = rest / b.mantissa;
    rest %= b.mantissa;
    left -= step;
    if (result.quotient >> 40 == 0) {
      result.quotient = result.quotient << step | digit;
    } else {
      result.quotient |= digit != 0 ? 1 : 0;
      result.exponent += step;
    }
  }
  // Two factors, so that neither leaves the range of normal floats; the product is exact.
  const int32_t half = b.exponent / 2;
  result.rest = static_cast<float>(rest) * power_of_two(half) * power_of_two(b.exponent - half);
  return result;
}

}  // namespace

float floor_divide_f32(float a, float b) {
  const uint32_t a_size = bits_of_float(a) & ~kSignBit;
  const uint32_t b_size = bits_of_float(b) & ~kSignBit;
  const bool is_negative = ((bits_of_float(a) ^ bits_of_float(b)) & kSignBit) != 0;
  if (a_size >= kInfinityBits || b_size >= kInfinityBits || a_size == 0 || b_size == 0) {
    return floor_f32(a / b);
  }
  Division division = divide(a_size, b_size);
  if (is_negative && division.rest != 0.0F) ++division.quotient;
  auto value = static_cast<float>(division.quotient);
  for (int32_t left = division.exponent; left > 0; left -= 100) {
    value *= power_of_two(left < 100 ? left : 100);
  }
  return is_negative ? -value : value;
}

float floor_modulo_f32(float a, float b) {
  const uint32_t a_size = bits_of_float(a) & ~kSignBit;
  const uint32_t b_size = bits_of_float(b) & ~kSignBit;
  if (a_size >= kInfinityBits || b_size > kInfinityBits || b_size == 0) {
    return float_of_bits(kNaNBits);
  }
  float rest = a;
  if (a_size != 0 && b_size != kInfinityBits) {
    rest = divide(a_size, b_size).rest;
    if (a < 0.0F) rest = -rest;
  }
  return rest != 0.0F && (rest < 0.0F) != (b < 0.0F) ? rest + b : rest;
}

}  // namespace mote
