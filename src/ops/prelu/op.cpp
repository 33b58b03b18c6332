// SPDX-License-Identifier: Apache-2.0
// PRELU: x where it is not negative, alpha x elsewhere; alpha is a tensor that broadcasts to x.
// Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/broadcast.h"
#include "ops/shared/unary.h"

namespace mote {
namespace {

struct QuantizedPrelu {
  Broadcast broadcast;
  Rescale positive;  ///< s_in / s_out as a double
  Rescale negative;  ///< s_in s_alpha / s_out as a double
  int32_t input_zero_point, alpha_zero_point, output_zero_point;
};
struct FloatPrelu {
  Broadcast broadcast;
};

CheckNumber fold_shapes(PrepareContext& context, Broadcast& broadcast) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  return fold_broadcast(context, broadcast);
}

CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<QuantizedPrelu>();
  if (const CheckNumber bad = fold_shapes(context, p.broadcast)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const format::TensorView input = context.input(0);
  const format::TensorView alpha = context.input(1);
  const format::TensorView output = context.output(0);
  p.positive = rescale_from_ratio(real_from_float_bits(input.scale_bits()), output.scale_bits());
  p.negative = rescale_from_ratio(product_of_floats(input.scale_bits(), alpha.scale_bits()),
                                  output.scale_bits());
  const int32_t greatest = greatest_shift(input.type());
  if (p.positive.shift > greatest || p.negative.shift > greatest - 8) {  // alpha has 8 bits more
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  p.input_zero_point = input.zero_point();
  p.alpha_zero_point = alpha.zero_point();
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

template <class T>
CheckNumber run_quantized(const RunContext& context) {
  const auto& p = context.params<QuantizedPrelu>();
  const auto* input = context.input<Unaligned<T>>(0);
  const auto* alpha = context.input<int8_t>(1);
  auto* output = context.output<T>(0);
  static constexpr RangeS32 kRange = range_of<T>();
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t x = T{input[i]} - p.input_zero_point;
    const int32_t y =
        x < 0 ? rescale(x * (alpha[j] - p.alpha_zero_point), p.negative) : rescale(x, p.positive);
    output[out] = static_cast<T>(clamp(y + p.output_zero_point, kRange.low, kRange.high));
  });
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  return fold_shapes(context, context.params<FloatPrelu>().broadcast);
}

CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<FloatPrelu>();
  const auto* input = context.input<Unaligned<float>>(0);
  const auto* alpha = context.input<Unaligned<float>>(1);
  auto* output = context.output<float>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const float x = input[i];
    output[out] = x >= 0 ? x : x * float{alpha[j]};
  });
  return kAllWell;
}

constexpr uint8_t kCode = 54;

}  // namespace

namespace ops {
const OpDef prelu_s8{kCode,    TensorType::Int8,       TensorType::Int8,  TensorType::Int8,
                     kInPlace, sizeof(QuantizedPrelu), prepare_quantized, run_quantized<int8_t>};
const OpDef prelu_s16_s8{
    kCode,    TensorType::Int16,      TensorType::Int8,  TensorType::Int16,
    kInPlace, sizeof(QuantizedPrelu), prepare_quantized, run_quantized<int16_t>};
const OpDef prelu_f32{kCode,    TensorType::Float32, TensorType::Float32, TensorType::Float32,
                      kInPlace, sizeof(FloatPrelu),  prepare_f32,         run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(prelu_s8)
MOTE_RUN(prelu_s16_s8)
MOTE_RUN(prelu_f32)
}  // namespace run
}  // namespace mote
