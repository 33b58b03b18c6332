// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/log_softmax/log_softmax.h"
#include "ops/shared/unary.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/log_softmax/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

CheckNumber fold_shape(PrepareContext& context, LogSoftmaxShape& shape) {
  const format::TensorView input = context.input(0);
  if (input.rank() == 0) return context.refuse(check::Rank, input_slot(0));
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  shape.depth = input.dim(input.rank() - 1);
  shape.rows = static_cast<int32_t>(input.elements()) / shape.depth;
  return kAllWell;
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<LogSoftmaxS8>();
  if (const CheckNumber bad = check_quantized_unary(context)) return bad;
  if (const CheckNumber bad = fold_shape(context, p.shape)) return bad;
  constexpr uint32_t kOneIn16 = 0x3D800000;
  const format::TensorView output = context.output(0);
  if (output.scale_bits() != kOneIn16 || output.zero_point() != 127) {
    return context.refuse(check::OutputScale, output_slot(0));
  }
  // The sum of exponentials has 12 integer bits.
  if (p.shape.depth > 4095) return context.refuse(check::Depth, input_slot(0));
  constexpr int32_t kFractionBits = 26;
  constexpr int32_t kBitsOfDouble = 53;
  constexpr Real kMost{0x7FFFFFFF, 0};
  Real factor =
      times_power_of_two(real_from_float_bits(context.input(0).scale_bits()), kFractionBits);
  if (!at_most(factor, kMost)) factor = kMost;
  if (at_most(factor, {1, 0})) return context.refuse(check::InputScale, input_slot(0));
  p.factor = rescale_from_real(factor);
  const Real multiplier{static_cast<uint64_t>(p.factor.multiplier), 0};
  const Real inverse = divide_slowly({1, 31 - p.factor.shift}, multiplier);
  p.inverse = rescale_from_real(round_to_bits(inverse, kBitsOfDouble));
  p.least_difference = -static_cast<int32_t>((int64_t{31} << kFractionBits) >> p.factor.shift);
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  reference::log_softmax_s8(context.params<LogSoftmaxS8>(), context.input<int8_t>(0),
                            context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  if (const CheckNumber bad = check_unary(context)) return bad;
  return fold_shape(context, context.params<LogSoftmaxF32>().shape);
}

CheckNumber run_f32(const RunContext& context) {
  reference::log_softmax_f32(context.params<LogSoftmaxF32>(), context.input<Unaligned<float>>(0),
                             context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 50;

}  // namespace

namespace ops {
const OpDef log_softmax_s8{kCode,    TensorType::Int8,     TensorType::None, TensorType::Int8,
                           kInPlace, sizeof(LogSoftmaxS8), prepare_s8,       run_s8};
const OpDef log_softmax_f32{kCode,    TensorType::Float32,   TensorType::None, TensorType::Float32,
                            kInPlace, sizeof(LogSoftmaxF32), prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(log_softmax_s8)
MOTE_RUN(log_softmax_f32)
}  // namespace run
}  // namespace mote
