// SPDX-License-Identifier: Apache-2.0
// SQUARED_DIFFERENCE: (a - b)^2 element by element, with broadcasting.
// Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

struct Params {
  Broadcast broadcast;
  Rescale first, second, output;
  int32_t first_zero_point, second_zero_point, output_zero_point;
  int32_t headroom;  ///< bits
};

CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<Params>();
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = fold_broadcast(context, p.broadcast)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const format::TensorView output = context.output(0);
  const uint32_t first = context.input(0).scale_bits();
  const uint32_t second = context.input(1).scale_bits();
  const uint32_t greater = first > second ? first : second;  // bits order like positive floats
  p.headroom = output.type() == TensorType::Int16 ? 0 : 7;
  p.first = rescale_from_ratio(times_power_of_two(real_from_float_bits(first), -1), greater);
  p.second = rescale_from_ratio(times_power_of_two(real_from_float_bits(second), -1), greater);
  p.output = rescale_from_ratio(
      times_power_of_two(product_of_floats(greater, greater), 2 - 2 * p.headroom),
      output.scale_bits());
  if (p.output.shift > 30) return context.refuse(check::ScaleRange, output_slot(0));
  p.first_zero_point = context.input(0).zero_point();
  p.second_zero_point = context.input(1).zero_point();
  p.output_zero_point = output.zero_point();
  return kAllWell;
}

template <class T>
CheckNumber run_quantized(const RunContext& context) {
  constexpr int32_t kLowest = sizeof(T) == 1 ? -128 : -32768;
  const auto& p = context.params<Params>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<T>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const int32_t a = rescale((T{first[i]} - p.first_zero_point) * (1 << p.headroom), p.first);
    const int32_t b = rescale((T{second[j]} - p.second_zero_point) * (1 << p.headroom), p.second);
    const auto difference = static_cast<uint32_t>(a - b);
    const auto square = static_cast<int32_t>(difference * difference);  // modulo 2^32
    const int64_t value = int64_t{rescale(square, p.output)} + p.output_zero_point;
    output[out] = static_cast<T>(clamp<int64_t>(value, kLowest, -1 - kLowest));
  });
  return kAllWell;
}

struct SquaredDifference {
  static float of(float a, float b) { return (a - b) * (a - b); }
  static int32_t of(int32_t a, int32_t b) {
    const uint32_t d = static_cast<uint32_t>(a) - static_cast<uint32_t>(b);
    return static_cast<int32_t>(d * d);
  }
};

constexpr uint8_t kCode = 99;
constexpr TensorType kS8 = TensorType::Int8, kS16 = TensorType::Int16, kS32 = TensorType::Int32,
                     kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef squared_difference_s8{
    kCode, kS8, kS8, kS8, true, sizeof(Params), prepare_quantized, run_quantized<int8_t>};
const OpDef squared_difference_s16{
    kCode, kS16, kS16, kS16, true, sizeof(Params), prepare_quantized, run_quantized<int16_t>};
const OpDef squared_difference_s32{kCode,
                                   kS32,
                                   kS32,
                                   kS32,
                                   true,
                                   sizeof(PlainPair),
                                   prepare_bare_pair,
                                   run_bare_pair<int32_t, int32_t, SquaredDifference>};
const OpDef squared_difference_f32{kCode,
                                   kF32,
                                   kF32,
                                   kF32,
                                   true,
                                   sizeof(PlainPair),
                                   prepare_bare_pair,
                                   run_bare_pair<float, float, SquaredDifference>};
}  // namespace ops
namespace run {
MOTE_RUN(squared_difference_s8)
MOTE_RUN(squared_difference_s16)
MOTE_RUN(squared_difference_s32)
MOTE_RUN(squared_difference_f32)
}  // namespace run
}  // namespace mote
