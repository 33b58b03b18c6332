// SPDX-License-Identifier: Apache-2.0
// RELU, RELU_N1_TO_1, RELU6 and RELU_0_TO_1: a clamp, and for quantised tensors a change of scale.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/unary.h"

namespace mote {
namespace {

struct QuantizedRelu {
  Requantize requantize;
  RangeS32 range;
};
struct FloatRelu {
  uint32_t elements;
  RangeF32 range;
};

enum class Kind : uint8_t { Relu, ReluN1To1, Relu6, Relu0To1 };

RangeS32 quantized_range(Kind kind, const format::TensorView& output) {
  const auto range = [&output](Activation activation) {
    return activation_range(activation, output.type(), output.scale_bits(), output.zero_point());
  };
  switch (kind) {
    case Kind::Relu: break;
    case Kind::ReluN1To1: return range(Activation::ReluN1To1);
    case Kind::Relu6: return range(Activation::Relu6);
    case Kind::Relu0To1: return {range(Activation::Relu).low, range(Activation::ReluN1To1).high};
  }
  return range(Activation::Relu);
}

constexpr RangeF32 float_range(Kind kind) {
  switch (kind) {
    case Kind::Relu: break;
    case Kind::ReluN1To1: return {-1.0F, 1.0F};
    case Kind::Relu6: return {0.0F, 6.0F};
    case Kind::Relu0To1: return {0.0F, 1.0F};
  }
  return {0.0F, __builtin_inff()};
}

template <Kind kKind>
CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<QuantizedRelu>();
  const CheckNumber bad = fold_requantize(context, p.requantize);
  if (bad == kAllWell) p.range = quantized_range(kKind, context.output(0));
  return bad;
}

template <class T>
CheckNumber run_quantized(const RunContext& context) {
  const auto& p = context.params<QuantizedRelu>();
  const Requantize& r = p.requantize;
  map_elements<T>(context, r.elements, [&p, &r](int32_t x) {
    const int32_t y = rescale(x - r.input_zero_point, r.factor) + r.output_zero_point;
    return static_cast<T>(clamp(y, p.range.low, p.range.high));
  });
  return kAllWell;
}

template <Kind kKind>
CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<FloatRelu>() = {context.input(0).elements(), float_range(kKind)};
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  const auto& p = context.params<FloatRelu>();
  map_elements<float>(context, p.elements,
                      [&p](float x) { return clamp(x, p.range.low, p.range.high); });
  return kAllWell;
}

template <Kind kKind>
constexpr OpDef def_s8(uint16_t code) {
  return {code,     TensorType::Int8,      TensorType::None,         TensorType::Int8,
          kInPlace, sizeof(QuantizedRelu), prepare_quantized<kKind>, run_quantized<int8_t>};
}
template <Kind kKind>
constexpr OpDef def_s16(uint16_t code) {
  return {code,     TensorType::Int16,     TensorType::None,         TensorType::Int16,
          kInPlace, sizeof(QuantizedRelu), prepare_quantized<kKind>, run_quantized<int16_t>};
}
template <Kind kKind>
constexpr OpDef def_f32(uint16_t code) {
  return {code,     TensorType::Float32, TensorType::None,   TensorType::Float32,
          kInPlace, sizeof(FloatRelu),   prepare_f32<kKind>, run_f32};
}

}  // namespace

namespace ops {
const OpDef relu_s8 = def_s8<Kind::Relu>(19);
const OpDef relu_s16 = def_s16<Kind::Relu>(19);
const OpDef relu_f32 = def_f32<Kind::Relu>(19);
const OpDef relu_n1_to_1_s8 = def_s8<Kind::ReluN1To1>(20);
const OpDef relu_n1_to_1_s16 = def_s16<Kind::ReluN1To1>(20);
const OpDef relu_n1_to_1_f32 = def_f32<Kind::ReluN1To1>(20);
const OpDef relu6_s8 = def_s8<Kind::Relu6>(21);
const OpDef relu6_s16 = def_s16<Kind::Relu6>(21);
const OpDef relu6_f32 = def_f32<Kind::Relu6>(21);
const OpDef relu_0_to_1_s8 = def_s8<Kind::Relu0To1>(152);
const OpDef relu_0_to_1_s16 = def_s16<Kind::Relu0To1>(152);
const OpDef relu_0_to_1_f32 = def_f32<Kind::Relu0To1>(152);
}  // namespace ops
namespace run {
MOTE_RUN(relu_s8)
MOTE_RUN(relu_s16)
MOTE_RUN(relu_f32)
MOTE_RUN(relu_n1_to_1_s8)
MOTE_RUN(relu_n1_to_1_s16)
MOTE_RUN(relu_n1_to_1_f32)
MOTE_RUN(relu6_s8)
MOTE_RUN(relu6_s16)
MOTE_RUN(relu6_f32)
MOTE_RUN(relu_0_to_1_s8)
MOTE_RUN(relu_0_to_1_s16)
MOTE_RUN(relu_0_to_1_f32)
}  // namespace run
}  // namespace mote
