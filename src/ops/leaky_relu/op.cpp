// SPDX-License-Identifier: Apache-2.0
// LEAKY_RELU: x where it is positive, alpha x elsewhere.
// Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/unary.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/leaky_relu/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

enum Option : uint32_t { kAlpha };

struct QuantizedLeakyRelu {
  Requantize requantize;
  Rescale negative_factor;  ///< s_in alpha / s_out, each step rounded as a float is
};
struct FloatLeakyRelu {
  uint32_t elements;
  float alpha;
};

CheckNumber read_alpha(PrepareContext& context, uint32_t& bits) {
  bits = context.option<uint32_t>(kAlpha, 0);
  return (bits & 0x7FFFFFFF) < 0x7F800000 ? kAllWell : context.refuse(check::Alpha, kNoTensorSlot);
}

CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<QuantizedLeakyRelu>();
  uint32_t alpha = 0;
  if (const CheckNumber bad = fold_requantize(context, p.requantize)) return bad;
  if (const CheckNumber bad = read_alpha(context, alpha)) return bad;
  const format::TensorView input = context.input(0);
  const Real product = round_to_float(product_of_floats(input.scale_bits(), alpha & 0x7FFFFFFF));
  if (product.mantissa == 0) return kAllWell;
  const Real scale = real_from_float_bits(context.output(0).scale_bits());
  p.negative_factor = rescale_from_real(round_to_float(divide(product, scale)));
  if (p.negative_factor.shift > greatest_shift(input.type())) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  if (alpha >> 31 != 0) p.negative_factor.multiplier = -p.negative_factor.multiplier;
  return kAllWell;
}

template <class T>
CheckNumber run_quantized(const RunContext& context) {
  const auto& p = context.params<QuantizedLeakyRelu>();
  const Requantize& r = p.requantize;
  static constexpr RangeS32 kRange = range_of<T>();
  map_elements<T>(context, r.elements, [&p, &r](int32_t element) {
    const int32_t x = element - r.input_zero_point;
    const int32_t y = rescale(x, x < 0 ? p.negative_factor : r.factor) + r.output_zero_point;
    return static_cast<T>(clamp(y, kRange.low, kRange.high));
  });
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  uint32_t alpha = 0;
  if (const CheckNumber bad = read_alpha(context, alpha)) return bad;
  auto& p = context.params<FloatLeakyRelu>();
  p.elements = context.input(0).elements();
  __builtin_memcpy(&p.alpha, &alpha, sizeof(alpha));
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<FloatLeakyRelu>();
  map_elements<float>(context, p.elements, [&p](float x) { return x > 0 ? x : x * p.alpha; });
  return kAllWell;
}

constexpr uint8_t kCode = 98;

}  // namespace

namespace ops {
const OpDef leaky_relu_s8{
    kCode,    TensorType::Int8,           TensorType::None,  TensorType::Int8,
    kInPlace, sizeof(QuantizedLeakyRelu), prepare_quantized, run_quantized<int8_t>};
const OpDef leaky_relu_s16{
    kCode,    TensorType::Int16,          TensorType::None,  TensorType::Int16,
    kInPlace, sizeof(QuantizedLeakyRelu), prepare_quantized, run_quantized<int16_t>};
const OpDef leaky_relu_f32{kCode,    TensorType::Float32,    TensorType::None, TensorType::Float32,
                           kInPlace, sizeof(FloatLeakyRelu), prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(leaky_relu_s8)
MOTE_RUN(leaky_relu_s16)
MOTE_RUN(leaky_relu_f32)
}  // namespace run
}  // namespace mote
