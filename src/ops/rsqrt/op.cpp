// SPDX-License-Identifier: Apache-2.0
// RSQRT of quantised tensors: z_out + 1 / sqrt(q - z) / (sqrt(s) s_out); zero gives the greatest
// element. The float one is in the room unary_math. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/fixed_point_math.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/rsqrt/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Params {
  uint32_t elements;
  Rescale factor;  ///< 2^-20 / (sqrt(s) s_out)
  int32_t input_zero_point, output_zero_point;
};

/// Bits below the binary point of the inverse root.
constexpr int32_t kPoint = 20;

/// The same number with a mantissa of 24 bits, as divide() wants it; not zero.
Real with_24_bits(Real a) {
  for (; a.mantissa >= 1 << 24; a.mantissa >>= 1) ++a.exponent;  // a power of two by rounding
  for (; a.mantissa < 1 << 23; a.mantissa <<= 1) --a.exponent;
  return a;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  // Root and product are floats, their reciprocal is a double.
  constexpr int32_t kBitsOfDouble = 53;
  const uint32_t root = square_root_of_float_bits(input.scale_bits());
  const Real below = round_to_float(product_of_floats(root, output.scale_bits()));
  if (below.mantissa == 0) return context.refuse(check::ScaleRange, output_slot(0));
  auto& p = context.params<Params>();
  p = {output.elements(),
       rescale_from_real(round_to_bits(divide({1, 0}, with_24_bits(below)), kBitsOfDouble)),
       input.zero_point(), output.zero_point()};
  p.factor.shift -= kPoint;
  // The inverse root has 20 bits, which 10 more places leave in 32.
  if (p.factor.shift < -31 || p.factor.shift > 10) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  return kAllWell;
}

template <class T>
CheckNumber run(const RunContext& context) {
  constexpr int32_t kGreatest = (1 << (8 * sizeof(T) - 1)) - 1;
  const auto& p = context.params<Params>();
  const auto* input = context.input<Unaligned<T>>(0);
  auto* output = context.output<T>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int32_t x = T{input[i]} - p.input_zero_point;
    if (x < 0) return check::Negative;
    if (x == 0) {
      output[i] = kGreatest;
      continue;
    }
    const Rescale inverse = inverse_square_root(x);
    const int32_t root = rescale(1, inverse.multiplier, inverse.shift + kPoint);
    const int64_t value = int64_t{rescale(root, p.factor)} + p.output_zero_point;
    output[i] = static_cast<T>(clamp<int64_t>(value, -kGreatest - 1, kGreatest));
  }
  return kAllWell;
}

template <class T>
constexpr OpDef def() {
  return {76,       tensor_type_of<T>(), TensorType::None, tensor_type_of<T>(),
          kInPlace, sizeof(Params),      prepare,          run<T>};
}

}  // namespace

namespace ops {
const OpDef rsqrt_s8 = def<int8_t>();
const OpDef rsqrt_s16 = def<int16_t>();
}  // namespace ops
namespace run {
MOTE_RUN(rsqrt_s8)
MOTE_RUN(rsqrt_s16)
}  // namespace run
}  // namespace mote
