// SPDX-License-Identifier: Apache-2.0
// REDUCE_PROD of quantised tensors. Instead of s_in^n / s_out at the end, every one of the n
// factors is rescaled by the n-th root of it, so that the product stays in 32 bits.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/reduce/reduce.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/reduce/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct ScaledProduct {
  Reduction reduction;
  Rescale factor;  ///< s_in / s_out^(1/n)
  int32_t input_zero_point, output_zero_point;
};

/// Products of this many factors keep all the bits that count, and exponents of 32 bits.
constexpr uint32_t kMostFactors = 1 << 16;

/// Upper half of a product.
uint64_t multiply_high(uint64_t a, uint64_t b) {
  const uint64_t a_high = a >> 32;
  const uint64_t a_low = a & 0xFFFFFFFF;
  const uint64_t b_high = b >> 32;
  const uint64_t b_low = b & 0xFFFFFFFF;
  const uint64_t middle = a_high * b_low + ((a_low * b_low) >> 32);
  return a_high * b_high + (middle >> 32) + (((middle & 0xFFFFFFFF) + a_low * b_high) >> 32);
}

/// With the uppermost bit of the mantissa set; not of zero.
Real normal(Real a) {
  for (; a.mantissa >> 63 == 0; a.mantissa <<= 1) --a.exponent;
  return a;
}

/// Of normal numbers, cut off after 64 bits.
Real product(const Real& a, const Real& b) {
  return normal({multiply_high(a.mantissa, b.mantissa), a.exponent + b.exponent + 64});
}

Real power(Real base, uint32_t n) {
  Real result = normal({1, 0});
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) result = product(result, base);
    base = product(base, base);
  }
  return result;
}

/// (numerator^n / denominator)^(1/n), bit by bit.
Rescale root_of_ratio(const Real& numerator, const Real& denominator, uint32_t n) {
  constexpr int32_t kBits = 40;  // of the root: far more than a factor's 31
  const Real target = power(numerator, n);
  const auto fits = [&](const Real& x) {
    return at_most(product(power(normal(x), n), denominator), target);
  };
  // Below it by more than the root of the denominator can be.
  Real root{1, numerator.exponent + 63 - 150};
  while (fits({1, root.exponent + 1})) ++root.exponent;
  for (int32_t i = 1; i < kBits; ++i) {
    root = {root.mantissa << 1, root.exponent - 1};
    if (fits({root.mantissa | 1, root.exponent})) root.mantissa |= 1;
  }
  return rescale_from_real(root);
}

CheckNumber prepare(PrepareContext& context) {
  auto& p = context.params<ScaledProduct>();
  uint32_t count = 0;
  if (const CheckNumber bad = fold_reduction(context, p.reduction, count)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  if (count > kMostFactors) return context.refuse(check::TooManyFactors, input_slot(0));
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  p.factor = root_of_ratio(normal(real_from_float_bits(input.scale_bits())),
                           normal(real_from_float_bits(output.scale_bits())), count);
  constexpr int32_t kMostShift = 7;  // of rescale_64()
  if (p.factor.shift > kMostShift) return context.refuse(check::ScaleRange, output_slot(0));
  p.input_zero_point = input.zero_point();
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

/// The first factor is not rescaled, the product once more at the end. Wraps around at 32 bits.
template <class T>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<ScaledProduct>();
  constexpr int32_t kHalf = 1 << (8 * sizeof(T) - 1);
  struct Product {
    int32_t value;
    bool is_first;
  };
  reduce(
      p.reduction, context.input<Unaligned<T>>(0), context.output<T>(0), Product{0, true},
      [&](Product a, T element) {
        const int32_t x = element - p.input_zero_point;
        if (a.is_first) return Product{x, false};
        return Product{rescale_64(int64_t{a.value} * x, p.factor), false};
      },
      [&](Product a) {
        const int64_t value = int64_t{rescale_64(a.value, p.factor)} + p.output_zero_point;
        return static_cast<T>(clamp<int64_t>(value, -kHalf, kHalf - 1));
      });
  return kAllWell;
}

constexpr TensorType kS8 = TensorType::Int8;
constexpr TensorType kS16 = TensorType::Int16;
constexpr uint16_t kBytes = sizeof(ScaledProduct);

}  // namespace

namespace ops {
const OpDef reduce_prod_s8{81, kS8, TensorType::None, kS8, kInPlace, kBytes, prepare, run<int8_t>};
const OpDef reduce_prod_s16{81,       kS16,   TensorType::None, kS16,
                            kInPlace, kBytes, prepare,          run<int16_t>};
}  // namespace ops
namespace run {
MOTE_RUN(reduce_prod_s8)
MOTE_RUN(reduce_prod_s16)
}  // namespace run
}  // namespace mote
