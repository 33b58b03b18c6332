// SPDX-License-Identifier: Apache-2.0
// DIV: element by element quotient, with broadcasting. int32 truncates towards zero.
// Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/fixed_point_math.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct Params {
  Broadcast broadcast;
  Rescale factor;
  int32_t first_zero_point, second_zero_point, output_zero_point;
  RangeS32 range;
};

CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<Params>();
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = fold_broadcast(context, p.broadcast)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const auto number = context.option<uint8_t>(0, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  const format::TensorView output = context.output(0);
  // s1 / (s2 s_out), every step rounded to a float.
  const Real below =
      round_to_float(product_of_floats(context.input(1).scale_bits(), output.scale_bits()));
  if (below.mantissa == 0) return context.refuse(check::ScaleRange, output_slot(0));
  p.factor = rescale_from_real(
      round_to_float(divide(real_from_float_bits(context.input(0).scale_bits()), below)));
  // The least headroom of a dividend makes up for that much; the kernel only shifts right.
  if (p.factor.shift > 23) return context.refuse(check::ScaleRange, output_slot(0));
  p.first_zero_point = context.input(0).zero_point();
  p.second_zero_point = context.input(1).zero_point();
  p.output_zero_point = output.zero_point();
  p.range = activation_range(static_cast<Activation>(number), output.type(), output.scale_bits(),
                             output.zero_point());
  return kAllWell;
}

/// How far x may be shifted left without loss.
int32_t leading_sign_bits(int32_t x) {
  int32_t count = 0;
  while (count < 31 && (x ^ static_cast<int32_t>(static_cast<uint32_t>(x) << 1)) >= 0) {
    x = static_cast<int32_t>(static_cast<uint32_t>(x) << 1);
    ++count;
  }
  return count;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* first = context.input<int8_t>(0);
  const auto* second = context.input<int8_t>(1);
  auto* output = context.output<int8_t>(0);
  CheckNumber bad = kAllWell;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    int32_t a = first[i] - p.first_zero_point;
    int32_t b = second[j] - p.second_zero_point;
    if (b == 0) {
      bad = check::DivisionByZero;
      return;
    }
    if (b < 0) {
      a = -a;
      b = -b;
    }
    const Reciprocal inverse = reciprocal(b, 31);
    const int32_t headroom = leading_sign_bits(a);
    const int32_t quotient = multiply_high_rounded(shift_left_wrapping(a, headroom), inverse.value);
    const int32_t shift = p.factor.shift - inverse.shift - headroom;
    const int32_t value = shift < -31 ? 0 : rescale(quotient, p.factor.multiplier, shift);
    const int64_t moved = int64_t{value} + p.output_zero_point;
    output[out] = static_cast<int8_t>(clamp<int64_t>(moved, p.range.low, p.range.high));
  });
  return bad;
}

CheckNumber run_s32(const RunContext& context) {
  const auto& p = context.params<PlainPair>();
  const auto* first = context.input<Unaligned<int32_t>>(0);
  const auto* second = context.input<Unaligned<int32_t>>(1);
  auto* output = context.output<int32_t>(0);
  CheckNumber bad = kAllWell;
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t dividend = first[i];
    const int32_t divisor = second[j];
    if (divisor == 0) {
      bad = check::DivisionByZero;
      return;
    }
    const bool beyond = dividend == INT32_MIN && divisor == -1;  // saturates
    const int32_t quotient = beyond ? INT32_MAX : dividend / divisor;
    output[out] = clamp(quotient, p.whole_range.low, p.whole_range.high);
  });
  return bad;
}

struct Quotient {
  static float of(float a, float b) { return a / b; }
};

constexpr uint8_t kCode = 42;
constexpr TensorType kS8 = TensorType::Int8, kS32 = TensorType::Int32, kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef div_s8{kCode, kS8, kS8, kS8, true, sizeof(Params), prepare_s8, run_s8};
const OpDef div_s32{kCode, kS32, kS32, kS32, true, sizeof(PlainPair), prepare_plain_pair, run_s32};
const OpDef div_f32{
    kCode, kF32, kF32, kF32, true, sizeof(PlainPair), prepare_plain_pair, run_pair_f32<Quotient>};
}  // namespace ops
namespace run {
MOTE_RUN(div_s8)
MOTE_RUN(div_s32)
MOTE_RUN(div_f32)
}  // namespace run
}  // namespace mote
