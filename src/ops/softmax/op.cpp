// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/softmax/softmax.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/softmax/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {
enum Option : uint32_t { kBeta };
}  // namespace

CheckNumber fold_softmax(PrepareContext& context, uint32_t& beta_bits) {
  auto& shape = context.params<SoftmaxShape>();
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  const format::TensorView input = context.input(0);
  if (input.rank() == 0) return context.refuse(check::Rank, input_slot(0));
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  shape.depth = input.dim(input.rank() - 1);
  shape.rows = static_cast<int32_t>(input.elements()) / shape.depth;
  beta_bits = context.option<uint32_t>(kBeta, 0);
  return is_finite_positive_float(beta_bits) ? kAllWell
                                             : context.refuse(check::Beta, kNoTensorSlot);
}

namespace {

CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<SoftmaxS8>();
  uint32_t beta = 0;
  if (const CheckNumber bad = fold_softmax(context, beta)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  constexpr uint32_t kOneIn256 = 0x3B800000;
  const format::TensorView output = context.output(0);
  if (output.scale_bits() != kOneIn256 || output.zero_point() != -128) {
    return context.refuse(check::OutputScale, output_slot(0));
  }
  // The sum of exponentials has 12 integer bits.
  if (p.shape.depth > 4095) return context.refuse(check::Depth, input_slot(0));
  constexpr int32_t kFractionBits = 26;
  constexpr Real kMost{0x7FFFFFFF, 0};
  const Real scale = real_from_float_bits(context.input(0).scale_bits());
  Real factor = times_power_of_two(multiply(real_from_float_bits(beta), scale), kFractionBits);
  if (!at_most(factor, kMost)) factor = kMost;
  if (at_most(factor, {1, 0})) return context.refuse(check::InputScale, input_slot(0));
  const Rescale rescale = rescale_from_real(factor);
  p.multiplier = rescale.multiplier;
  p.shift = rescale.shift;
  p.least_difference = -static_cast<int32_t>((int64_t{31} << kFractionBits) >> rescale.shift);
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  reference::softmax_s8(context.params<SoftmaxS8>(), context.input<int8_t>(0),
                        context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<SoftmaxF32>();
  uint32_t beta = 0;
  const CheckNumber bad = fold_softmax(context, beta);
  __builtin_memcpy(&p.beta, &beta, sizeof(beta));
  return bad;
}

CheckNumber run_f32(const RunContext& context) {
  reference::softmax_f32(context.params<SoftmaxF32>(), context.input<Unaligned<float>>(0),
                         context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 25;

}  // namespace

namespace ops {
const OpDef softmax_s8{kCode, TensorType::Int8,  TensorType::None, TensorType::Int8,
                       true,  sizeof(SoftmaxS8), prepare_s8,       run_s8};
const OpDef softmax_f32{kCode, TensorType::Float32, TensorType::None, TensorType::Float32,
                        false, sizeof(SoftmaxF32),  prepare_f32,      run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(softmax_s8)
MOTE_RUN(softmax_f32)
}  // namespace run
}  // namespace mote
