// SPDX-License-Identifier: Apache-2.0
// MUL: element by element product, with broadcasting; quantised:
// z_out + (q1 - z1)(q2 - z2) s1 s2 / s_out. Source: TFLite operator semantics.
#include "base/real.h"
#include "mote/ops.h"
#include "ops/mul/mul.h"
#include "ops/shared/plain_pair.h"

namespace mote {
namespace {

CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<MulQuantized>();
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = fold_broadcast(context, p.broadcast)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const auto number = context.option<uint8_t>(0, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  const format::TensorView output = context.output(0);
  p.factor = rescale_from_ratio(
      product_of_floats(context.input(0).scale_bits(), context.input(1).scale_bits()),
      output.scale_bits());
  if (p.factor.shift > 30) return context.refuse(check::ScaleRange, output_slot(0));
  p.first_zero_point = context.input(0).zero_point();
  p.second_zero_point = context.input(1).zero_point();
  p.output_zero_point = output.zero_point();
  p.range = activation_range(static_cast<Activation>(number), output.type(), output.scale_bits(),
                             output.zero_point());
  return kAllWell;
}

template <class T>
CheckNumber run_quantized(const RunContext& context) {
  const auto& p = context.params<MulQuantized>();
  const auto* first = context.input<Unaligned<T>>(0);
  const auto* second = context.input<Unaligned<T>>(1);
  auto* output = context.output<T>(0);
  for_each_pair(p.broadcast, [&](uint32_t i, uint32_t j, uint32_t out) {
    const auto a = static_cast<uint32_t>(T{first[i]} - p.first_zero_point);
    const auto b = static_cast<uint32_t>(T{second[j]} - p.second_zero_point);
    const auto product = static_cast<int32_t>(a * b);  // modulo 2^32, as the reference's
    const int64_t value = int64_t{rescale(product, p.factor)} + p.output_zero_point;
    output[out] = static_cast<T>(clamp<int64_t>(value, p.range.low, p.range.high));
  });
  return kAllWell;
}

struct Product {
  static float of(float a, float b) { return a * b; }
  static int32_t of(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) * static_cast<uint32_t>(b));
  }
};

constexpr uint8_t kCode = 18;
constexpr TensorType kS8 = TensorType::Int8, kS16 = TensorType::Int16, kS32 = TensorType::Int32,
                     kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef mul_s8{
    kCode, kS8, kS8, kS8, true, sizeof(MulQuantized), prepare_quantized, run_quantized<int8_t>};
const OpDef mul_s16{
    kCode, kS16, kS16, kS16, true, sizeof(MulQuantized), prepare_quantized, run_quantized<int16_t>};
const OpDef mul_s32{
    kCode, kS32, kS32, kS32, true, sizeof(PlainPair), prepare_plain_pair, run_pair_s32<Product>};
const OpDef mul_f32{
    kCode, kF32, kF32, kF32, true, sizeof(PlainPair), prepare_plain_pair, run_pair_f32<Product>};
}  // namespace ops
namespace run {
MOTE_RUN(mul_s8)
MOTE_RUN(mul_s16)
MOTE_RUN(mul_s32)
MOTE_RUN(mul_f32)
}  // namespace run
}  // namespace mote
