// SPDX-License-Identifier: Apache-2.0
// ADD_N: sum of two or more tensors of one shape. Quantised ones share scale and zero point.
// Source: TFLite operator semantics.
#include "base/bytes.h"
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/add_n/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Params {
  uint32_t elements;
  uint32_t terms;
};
struct ParamsS8 {
  Params plain;
  Rescale factor;  ///< 2^-19 s_in / s_out
  int32_t input_zero_point, output_zero_point;
};

/// The reference brings terms to 2^19 times their steps, in 32 bits: 15 of 255 steps and a zero
/// point fit.
constexpr int32_t kHeadroom = 19;
constexpr uint32_t kMostTerms = 15;

CheckNumber fold(PrepareContext& context, Params& p) {
  if (const CheckNumber bad = check::counts(context, 2, INT8_MAX)) return bad;
  p = {context.output(0).elements(), context.input_count()};
  for (uint32_t i = 0; i < p.terms; ++i) {
    const TensorSlot slot = input_slot(i);
    if (!context.input(i)) return context.refuse(check::InputMissing, slot);
    if (const CheckNumber bad = check::same_type(context, input_slot(0), slot)) return bad;
    if (const CheckNumber bad = check::same_shape(context, output_slot(0), slot)) return bad;
  }
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) { return fold(context, context.params<Params>()); }

CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<ParamsS8>();
  if (const CheckNumber bad = fold(context, p.plain)) return bad;
  if (p.plain.terms > kMostTerms) return context.refuse(check::TooManyTerms, kNoTensorSlot);
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  for (uint32_t i = 0; i < p.plain.terms; ++i) {
    const TensorSlot slot = input_slot(i);
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
    if (const CheckNumber bad = check::same_scale(context, input_slot(0), slot)) return bad;
  }
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  p.factor =
      rescale_from_ratio(times_power_of_two(real_from_float_bits(input.scale_bits()), -kHeadroom),
                         output.scale_bits());
  if (p.factor.multiplier == 0 || p.factor.shift > 0) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  p.input_zero_point = input.zero_point();
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

/// Calls write(index, sum) for each element. A block of sums at a time, so that the output may
/// take the first term's memory.
template <class T, class Sum, class Write>
void for_each_sum(const RunContext& context, const Params& p, Write write) {
  constexpr uint32_t kBlock = 32;
  Sum sums[kBlock] = {};
  for (uint32_t at = 0; at < p.elements; at += kBlock) {
    const uint32_t count = p.elements - at < kBlock ? p.elements - at : kBlock;
    for (uint32_t i = 0; i < p.terms; ++i) {
      const auto* term = context.input<Unaligned<T>>(i) + at;
      for (uint32_t k = 0; k < count; ++k) {
        const T x = term[k];
        sums[k] = i == 0 ? static_cast<Sum>(x) : sums[k] + static_cast<Sum>(x);
      }
    }
    for (uint32_t k = 0; k < count; ++k) write(at + k, sums[k]);
  }
}

template <class T, class Sum>
CheckNumber run(const RunContext& context) {
  auto* output = context.output<T>(0);
  for_each_sum<T, Sum>(context, context.params<Params>(),
                       [output](uint32_t at, Sum sum) { output[at] = static_cast<T>(sum); });
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<ParamsS8>();
  auto* output = context.output<int8_t>(0);
  // Once more than there are terms: see notes.md.
  const int32_t zero = p.input_zero_point * static_cast<int32_t>(p.plain.terms + 1);
  for_each_sum<int8_t, int32_t>(context, p.plain, [&p, output, zero](uint32_t at, int32_t sum) {
    const int32_t value = rescale((sum - zero) * (1 << kHeadroom), p.factor) + p.output_zero_point;
    output[at] = static_cast<int8_t>(clamp<int32_t>(value, -128, 127));
  });
  return kAllWell;
}

constexpr uint8_t kCode = 106;
constexpr TensorType kS8 = TensorType::Int8, kS32 = TensorType::Int32, kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef add_n_f32{kCode,    kF32,           kF32,    kF32,
                      kInPlace, sizeof(Params), prepare, run<float, float>};
const OpDef add_n_s8{kCode, kS8, kS8, kS8, kInPlace, sizeof(ParamsS8), prepare_s8, run_s8};
/// Wraps around.
const OpDef add_n_s32{kCode,    kS32,           kS32,    kS32,
                      kInPlace, sizeof(Params), prepare, run<int32_t, uint32_t>};
}  // namespace ops
namespace run {
MOTE_RUN(add_n_f32)
MOTE_RUN(add_n_s8)
MOTE_RUN(add_n_s32)
}  // namespace run
}  // namespace mote
