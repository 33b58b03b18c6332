// SPDX-License-Identifier: Apache-2.0
// The entries with an output of 16 bits, apart so that the others do not grow.
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

CheckNumber check_scales(PrepareContext& context, uint32_t output_scale_bits, int32_t zero_point) {
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  const format::TensorView output = context.output(0);
  // Within a thousandth; the steps of floats are half as wide below a power of two.
  const auto above = static_cast<int32_t>(output.scale_bits() - output_scale_bits);
  return above >= -16777 && above <= 8388 && output.zero_point() == zero_point
             ? kAllWell
             : context.refuse(check::OutputScaleS16, output_slot(0));
}

CheckNumber prepare_s8_s16(PrepareContext& context) {
  auto& p = context.params<SoftmaxS8>();
  uint32_t beta = 0;
  if (const CheckNumber bad = fold_softmax(context, beta)) return bad;
  constexpr uint32_t kOneIn65536 = 0x37800000;
  if (const CheckNumber bad = check_scales(context, kOneIn65536, INT16_MIN)) return bad;
  // The sum of exponentials has 12 integer bits.
  if (p.shape.depth > 4095) return context.refuse(check::Depth, input_slot(0));
  constexpr int32_t kFractionBits = 26;
  constexpr Real kMost{0x7FFFFFFF, 0};
  Real factor =
      times_power_of_two(product_of_floats(beta, context.input(0).scale_bits()), kFractionBits);
  if (!at_most(factor, kMost)) factor = kMost;
  if (at_most(factor, {1, 0})) return context.refuse(check::InputScale, input_slot(0));
  const Rescale rescale = rescale_from_real(factor);
  p.multiplier = rescale.multiplier;
  p.shift = rescale.shift;
  p.least_difference = -static_cast<int32_t>((int64_t{31} << kFractionBits) >> rescale.shift);
  return kAllWell;
}

CheckNumber run_s8_s16(const RunContext& context) {
  reference::softmax_s8_s16(context.params<SoftmaxS8>(), context.input<int8_t>(0),
                            context.output<int16_t>(0));
  return kAllWell;
}

CheckNumber prepare_s16(PrepareContext& context) {
  auto& p = context.params<SoftmaxS16>();
  uint32_t beta = 0;
  if (const CheckNumber bad = fold_softmax(context, beta)) return bad;
  constexpr uint32_t kOneIn32768 = 0x38000000;
  if (const CheckNumber bad = check_scales(context, kOneIn32768, 0)) return bad;
  if (context.input(0).zero_point() != 0) return context.refuse(check::ZeroPoint, input_slot(0));
  // The sum of exponentials has 16 integer bits.
  if (p.shape.depth > 65535) return context.refuse(check::DepthS16, input_slot(0));
  constexpr Real kTableUnit{5629585434869780, -65};  // 10 / 65535 as a double
  constexpr int32_t kBitsOfDouble = 53;
  const Real scale = product_of_floats(beta, context.input(0).scale_bits());
  p.factor = rescale_from_real(round_to_bits(divide_slowly(scale, kTableUnit), kBitsOfDouble));
  // Differences have 16 bits.
  return p.factor.shift > 15 ? context.refuse(check::ScaleRange, input_slot(0)) : kAllWell;
}

CheckNumber run_s16(const RunContext& context) {
  reference::softmax_s16(context.params<SoftmaxS16>(), context.input<Unaligned<int16_t>>(0),
                         context.output<int16_t>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 25;

}  // namespace

namespace ops {
const OpDef softmax_s8_s16{kCode, TensorType::Int8,  TensorType::None, TensorType::Int16,
                           false, sizeof(SoftmaxS8), prepare_s8_s16,   run_s8_s16};
const OpDef softmax_s16{kCode,    TensorType::Int16,  TensorType::None, TensorType::Int16,
                        kInPlace, sizeof(SoftmaxS16), prepare_s16,      run_s16};
}  // namespace ops
namespace run {
MOTE_RUN(softmax_s8_s16)
MOTE_RUN(softmax_s16)
}  // namespace run
}  // namespace mote
