// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/add/add.h"
#include "ops/shared/checks.h"
#include "ops/shared/plain_pair.h"
#include "ops/shared/scaled_sum.h"

namespace mote {
namespace {

enum Option : uint32_t { kActivation };

CheckNumber fold(PrepareContext& context, Broadcast& broadcast, Activation& activation) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const auto number = context.option<uint8_t>(kActivation, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  activation = static_cast<Activation>(number);
  return fold_broadcast(context, broadcast);
}

CheckNumber prepare_s8(PrepareContext& context) {
  auto& p = context.params<AddS8>();
  Activation activation{};
  if (const CheckNumber bad = fold(context, p.broadcast, activation)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (const CheckNumber bad = check::per_tensor(context, slot)) return bad;
  }
  const format::TensorView output = context.output(0);
  const uint32_t first = context.input(0).scale_bits();
  const uint32_t second = context.input(1).scale_bits();
  const uint32_t greater = first > second ? first : second;  // bits order like positive floats
  // Inputs are brought to twice the greater scale, so that their sum needs no more bits.
  p.first = rescale_from_ratio(times_power_of_two(real_from_float_bits(first), -1), greater);
  p.second = rescale_from_ratio(times_power_of_two(real_from_float_bits(second), -1), greater);
  p.output = rescale_from_ratio(times_power_of_two(real_from_float_bits(greater), 1 - 20),
                                output.scale_bits());
  if (p.output.multiplier == 0 || p.output.shift > 0) {
    return context.refuse(check::ScaleRange, output_slot(0));
  }
  p.first_zero_point = static_cast<int16_t>(context.input(0).zero_point());
  p.second_zero_point = static_cast<int16_t>(context.input(1).zero_point());
  p.output_zero_point = static_cast<int16_t>(output.zero_point());
  p.range = activation_range_s8(activation, output.scale_bits(), output.zero_point());
  return kAllWell;
}

CheckNumber run_s8(const RunContext& context) {
  reference::add_s8(context.params<AddS8>(), context.input<int8_t>(0), context.input<int8_t>(1),
                    context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  auto& p = context.params<AddF32>();
  Activation activation{};
  const CheckNumber bad = fold(context, p.broadcast, activation);
  p.range = activation_range_f32(activation);
  return bad;
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::add_f32(context.params<AddF32>(), context.input<F>(0), context.input<F>(1),
                     context.output<float>(0));
  return kAllWell;
}

CheckNumber prepare_s16(PrepareContext& context) {
  auto& p = context.params<ScaledSum>();
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = fold_broadcast(context, p.broadcast)) return bad;
  return fold_scaled_sum(context, Ratios::Double, p);
}

/// Wraps around, and the fused activation has no effect: see notes.md.
struct Sum {
  static int32_t of(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
  }
};

constexpr uint8_t kCode = 0;

}  // namespace

namespace ops {
const OpDef add_s8{kCode, TensorType::Int8, TensorType::Int8, TensorType::Int8,
                   true,  sizeof(AddS8),    prepare_s8,       run_s8};
const OpDef add_f32{kCode, TensorType::Float32, TensorType::Float32, TensorType::Float32,
                    true,  sizeof(AddF32),      prepare_f32,         run_f32};
const OpDef add_s16{kCode, TensorType::Int16, TensorType::Int16, TensorType::Int16,
                    true,  sizeof(ScaledSum), prepare_s16,       run_scaled_sum<int16_t, 1>};
const OpDef add_s32{
    kCode, TensorType::Int32, TensorType::Int32, TensorType::Int32,
    true,  sizeof(PlainPair), prepare_bare_pair, run_bare_pair<int32_t, int32_t, Sum>};
}  // namespace ops
namespace run {
MOTE_RUN(add_s8)
MOTE_RUN(add_f32)
MOTE_RUN(add_s16)
MOTE_RUN(add_s32)
}  // namespace run
}  // namespace mote
