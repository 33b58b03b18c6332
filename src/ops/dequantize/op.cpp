// SPDX-License-Identifier: Apache-2.0
// DEQUANTIZE: scale * (element - zero point).
// Source: TFLite 8-bit quantisation specification.
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct DequantizeS8F32 {
  uint32_t elements;
  float scale;
  int32_t zero_point;
};

CheckNumber prepare_s8_f32(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  auto& p = context.params<DequantizeS8F32>();
  p.elements = input.elements();
  const uint32_t scale = input.scale_bits();
  __builtin_memcpy(&p.scale, &scale, sizeof(scale));
  p.zero_point = input.zero_point();
  return kAllWell;
}

CheckNumber run_s8_f32(const RunContext& context) {
  const auto& p = context.params<DequantizeS8F32>();
  const auto* input = context.input<int8_t>(0);
  auto* output = context.output<float>(0);
  for (uint32_t i = 0; i < p.elements; ++i) {
    output[i] = p.scale * static_cast<float>(input[i] - p.zero_point);
  }
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef dequantize_s8_f32{6,     TensorType::Int8,        TensorType::None, TensorType::Float32,
                              false, sizeof(DequantizeS8F32), prepare_s8_f32,   run_s8_f32};
}  // namespace ops
namespace run {
MOTE_RUN(dequantize_s8_f32)
}  // namespace run
}  // namespace mote
