// SPDX-License-Identifier: Apache-2.0
// MEAN and SUM of quantised tensors.
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

/// The factor divided by the count, as the reference does it: as many bits of the count as the
/// shift allows move into the multiplier before the division, which drops the rest.
Rescale divided(const Rescale& factor, uint32_t count) {
  int32_t bits = 0;
  while ((count >> bits) > 1) ++bits;
  if (bits > 31 + factor.shift) bits = 31 + factor.shift;
  const uint64_t lifted = static_cast<uint64_t>(factor.multiplier) << bits;
  return {static_cast<int32_t>(lifted / count), factor.shift - bits};
}

CheckNumber fold(PrepareContext& context, bool mean) {
  auto& p = context.params<ScaledReduction>();
  uint32_t count = 0;
  if (const CheckNumber bad = fold_reduction(context, p.reduction, count)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  p.factor = rescale_from_ratio(real_from_float_bits(input.scale_bits()), output.scale_bits());
  if (p.factor.shift > 30) return context.refuse(check::ScaleRange, output_slot(0));
  if (mean) p.factor = divided(p.factor, count);
  const int32_t zero_point = input.zero_point();
  const int32_t half = input.type() == TensorType::Int8 ? 1 << 7 : 1 << 15;
  const int32_t furthest = zero_point < 0 ? half - 1 - zero_point : half + zero_point;
  const int32_t left = p.factor.shift > 0 ? p.factor.shift : 0;
  if (uint64_t{count} * static_cast<uint32_t>(furthest) > (uint32_t{INT32_MAX} >> left)) {
    return context.refuse(check::SumRange, input_slot(0));
  }
  p.zero_total = zero_point * static_cast<int32_t>(count);
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

CheckNumber prepare_mean(PrepareContext& context) { return fold(context, true); }
CheckNumber prepare_sum(PrepareContext& context) { return fold(context, false); }

template <class T>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<ScaledReduction>();
  constexpr int32_t kHalf = 1 << (8 * sizeof(T) - 1);
  reduce(
      p.reduction, context.input<Unaligned<T>>(0), context.output<T>(0), int32_t{0},
      [](int32_t a, T x) { return a + x; },
      [&](int32_t a) {
        const int32_t value = rescale(a - p.zero_total, p.factor) + p.output_zero_point;
        return static_cast<T>(clamp(value, -kHalf, kHalf - 1));
      });
  return kAllWell;
}

constexpr TensorType kS8 = TensorType::Int8;
constexpr TensorType kS16 = TensorType::Int16;
constexpr uint16_t kBytes = sizeof(ScaledReduction);

}  // namespace

namespace ops {
const OpDef mean_s8{40, kS8, TensorType::None, kS8, kInPlace, kBytes, prepare_mean, run<int8_t>};
const OpDef mean_s16{40,       kS16,   TensorType::None, kS16,
                     kInPlace, kBytes, prepare_mean,     run<int16_t>};
const OpDef sum_s8{74, kS8, TensorType::None, kS8, kInPlace, kBytes, prepare_sum, run<int8_t>};
const OpDef sum_s16{74, kS16, TensorType::None, kS16, kInPlace, kBytes, prepare_sum, run<int16_t>};
}  // namespace ops
namespace run {
MOTE_RUN(mean_s8)
MOTE_RUN(mean_s16)
MOTE_RUN(sum_s8)
MOTE_RUN(sum_s16)
}  // namespace run
}  // namespace mote
