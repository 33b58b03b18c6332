// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/logistic/logistic.h"
#include "ops/shared/unary.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/logistic/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

/// What the kernels take for granted of the output.
struct OutputS8 {
  uint32_t scale_bits;
  int32_t zero_point;
};
constexpr OutputS8 kLogisticS8{0x3B800000, -128};  // 1/256
constexpr OutputS8 kTanhS8{0x3C000000, 0};         // 1/128

/// Some converters write 1/255: a scale that is off by at most 1/64 is well meant.
bool is_about(uint32_t scale_bits, uint32_t power_of_two_bits) {
  return scale_bits >= power_of_two_bits - 0x40000 && scale_bits <= power_of_two_bits + 0x20000;
}

CheckNumber fold_s8(PrepareContext& context, const OutputS8& expected) {
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  if (!is_about(output.scale_bits(), expected.scale_bits) ||
      output.zero_point() != expected.zero_point) {
    return context.refuse(check::OutputScale, output_slot(0));
  }
  constexpr int32_t kFractionBits = 27;
  const Real scale = real_from_float_bits(input.scale_bits());
  Rescale factor = rescale_from_real(times_power_of_two(scale, kFractionBits));
  if (factor.multiplier == 0 || factor.shift < 0) {
    return context.refuse(check::ScaleRange, input_slot(0));
  }
  // With a greater scale every element but the zero point lies outside [-15, 15].
  if (factor.shift > 30) factor.shift = 30;
  const int32_t radius = (15 << kFractionBits) >> factor.shift;
  context.params<SigmoidS8>() = {input.elements(), factor, radius, input.zero_point()};
  return kAllWell;
}

CheckNumber prepare_logistic_s8(PrepareContext& context) { return fold_s8(context, kLogisticS8); }
CheckNumber prepare_tanh_s8(PrepareContext& context) { return fold_s8(context, kTanhS8); }

CheckNumber run_logistic_s8(const RunContext& context) {
  reference::logistic_s8(context.params<SigmoidS8>(), context.input<int8_t>(0),
                         context.output<int8_t>(0));
  return kAllWell;
}
CheckNumber run_tanh_s8(const RunContext& context) {
  reference::tanh_s8(context.params<SigmoidS8>(), context.input<int8_t>(0),
                     context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber fold_s16(PrepareContext& context, int32_t greatest_power) {
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  if (input.zero_point() != 0) return context.refuse(check::ZeroPoint, input_slot(0));
  if (output.zero_point() != 0) return context.refuse(check::ZeroPoint, output_slot(0));
  if (!is_near_power_of_two(output.scale_bits(), -15)) {
    return context.refuse(check::OutputScale, output_slot(0));
  }
  auto& p = context.params<SigmoidS16>();
  p.elements = input.elements();
  return fold_sigmoid_input(input.scale_bits(), greatest_power, p.input)
             ? kAllWell
             : context.refuse(check::ScaleRange, input_slot(0));
}

CheckNumber prepare_logistic_s16(PrepareContext& context) { return fold_s16(context, -12); }
CheckNumber prepare_tanh_s16(PrepareContext& context) { return fold_s16(context, -11); }

CheckNumber run_logistic_s16(const RunContext& context) {
  const auto& p = context.params<SigmoidS16>();
  map_elements<int16_t>(context, p.elements,
                        [&p](int32_t x) { return logistic_s16(p.input.of(x)); });
  return kAllWell;
}
CheckNumber run_tanh_s16(const RunContext& context) {
  const auto& p = context.params<SigmoidS16>();
  map_elements<int16_t>(context, p.elements, [&p](int32_t x) { return tanh_s16(p.input.of(x)); });
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  context.params<SigmoidF32>().elements = context.input(0).elements();
  return kAllWell;
}

CheckNumber run_logistic_f32(const RunContext& context) {
  reference::logistic_f32(context.params<SigmoidF32>(), context.input<Unaligned<float>>(0),
                          context.output<float>(0));
  return kAllWell;
}
CheckNumber run_tanh_f32(const RunContext& context) {
  reference::tanh_f32(context.params<SigmoidF32>(), context.input<Unaligned<float>>(0),
                      context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kLogistic = 14;
constexpr uint8_t kTanh = 28;

}  // namespace

namespace ops {
const OpDef logistic_s8{kLogistic, TensorType::Int8,  TensorType::None,    TensorType::Int8,
                        kInPlace,  sizeof(SigmoidS8), prepare_logistic_s8, run_logistic_s8};
const OpDef logistic_s16{kLogistic, TensorType::Int16,  TensorType::None,     TensorType::Int16,
                         kInPlace,  sizeof(SigmoidS16), prepare_logistic_s16, run_logistic_s16};
const OpDef logistic_f32{kLogistic, TensorType::Float32, TensorType::None, TensorType::Float32,
                         kInPlace,  sizeof(SigmoidF32),  prepare_f32,      run_logistic_f32};
const OpDef tanh_s8{kTanh,    TensorType::Int8,  TensorType::None, TensorType::Int8,
                    kInPlace, sizeof(SigmoidS8), prepare_tanh_s8,  run_tanh_s8};
const OpDef tanh_s16{kTanh,    TensorType::Int16,  TensorType::None, TensorType::Int16,
                     kInPlace, sizeof(SigmoidS16), prepare_tanh_s16, run_tanh_s16};
const OpDef tanh_f32{kTanh,    TensorType::Float32, TensorType::None, TensorType::Float32,
                     kInPlace, sizeof(SigmoidF32),  prepare_f32,      run_tanh_f32};
}  // namespace ops
namespace run {
MOTE_RUN(logistic_s8)
MOTE_RUN(logistic_s16)
MOTE_RUN(logistic_f32)
MOTE_RUN(tanh_s8)
MOTE_RUN(tanh_s16)
MOTE_RUN(tanh_f32)
}  // namespace run
}  // namespace mote
