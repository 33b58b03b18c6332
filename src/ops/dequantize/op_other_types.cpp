// SPDX-License-Identifier: Apache-2.0
// DEQUANTIZE of other types than int8, and of half-precision weights, which have no scale.
#include "base/bytes.h"
#include "base/float16.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Dequantize {
  uint32_t elements;
  float scale;
  int32_t zero_point;
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  const format::TensorView input = context.input(0);
  auto& p = context.params<Dequantize>();
  p.elements = input.elements();
  if (input.type() == TensorType::Float16) return kAllWell;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  const uint32_t scale = input.scale_bits();
  __builtin_memcpy(&p.scale, &scale, sizeof(scale));
  p.zero_point = input.zero_point();
  return kAllWell;
}

/// The product of 24 and 17 bits is rounded once, as the reference's product of doubles is.
template <class T>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Dequantize>();
  const auto* input = context.input<Unaligned<T>>(0);
  auto* output = context.output<float>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    output[i] = p.scale * static_cast<float>(T{input[i]} - p.zero_point);
  }
  return kAllWell;
}

CheckNumber run_s4(const RunContext& context) {
  const auto& p = context.params<Dequantize>();
  const auto* input = context.input<uint8_t>(0);
  auto* output = context.output<float>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    const int32_t nibble = input[i / 2] >> (i % 2 * 4) & 15;
    output[i] = p.scale * static_cast<float>((nibble ^ 8) - 8 - p.zero_point);
  }
  return kAllWell;
}

CheckNumber run_f16(const RunContext& context) {
  const auto& p = context.params<Dequantize>();
  const auto* input = context.input<Unaligned<uint16_t>>(0);
  auto* output = context.output<uint32_t>(0);
  for (uint32_t i = 0; i < p.elements; ++i) output[i] = float_bits_from_half(input[i]);
  return kAllWell;
}

constexpr OpDef def(TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {6, type, TensorType::None, TensorType::Float32, 0, sizeof(Dequantize), prepare, run};
}

}  // namespace

namespace ops {
const OpDef dequantize_s16_f32 = def(TensorType::Int16, run<int16_t>);
const OpDef dequantize_u8_f32 = def(TensorType::UInt8, run<uint8_t>);
const OpDef dequantize_s4_f32 = def(TensorType::Int4, run_s4);
const OpDef dequantize_f16_f32 = def(TensorType::Float16, run_f16);
}  // namespace ops
namespace run {
MOTE_RUN(dequantize_s16_f32)
MOTE_RUN(dequantize_u8_f32)
MOTE_RUN(dequantize_s4_f32)
MOTE_RUN(dequantize_f16_f32)
}  // namespace run
}  // namespace mote
