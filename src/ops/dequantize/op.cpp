// SPDX-License-Identifier: Apache-2.0
#include "base/float16.h"
#include "mote/ops.h"
#include "ops/dequantize/dequantize.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

CheckNumber prepare_f16(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  context.params<Dequantize>().elements = context.output(0).elements();
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  if (const CheckNumber bad = check::quantized(context, input_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::Vector scales = input.scales();
  const format::Vector points = input.zero_points();
  auto& p = context.params<DequantizeParams>();
  p.kernel = {input.elements(), scales.count(), input.elements()};
  if (scales.count() != 1) {
    const auto axis = static_cast<uint32_t>(input.quantized_dimension());
    if (axis >= input.rank()) return context.refuse(check::PerChannel, input_slot(0));
    p.kernel.inner = 1;
    for (uint32_t i = axis + 1; i < input.rank(); ++i) {
      p.kernel.inner *= static_cast<uint32_t>(input.dim(i));
    }
  }
  p.scales_at = input.file_offset(scales.elements());
  if (points.count() != 0) p.zero_points_at = input.file_offset(points.elements());
  p.zero_point_step = points.count() > 1 ? 8 : 0;
  return kAllWell;
}

/// TensorFlow Lite has a scale a channel for 8 bits and fewer only.
CheckNumber prepare_s16(PrepareContext& context) {
  if (const CheckNumber bad = prepare(context)) return bad;
  return check::per_tensor(context, input_slot(0));
}

template <class T, void (*kernel)(const Dequantize&, const ScalesAndZeroPoints&, const T*, float*)>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<DequantizeParams>();
  const uint8_t* model = StepContext::of(context).model();
  const uint8_t* zero_points = p.zero_points_at == 0 ? nullptr : model + p.zero_points_at;
  kernel(p.kernel, {model + p.scales_at, zero_points, p.zero_point_step}, context.input<T>(0),
         context.output<float>(0));
  return kAllWell;
}

CheckNumber run_f16(const RunContext& context) {
  const auto& p = context.params<Dequantize>();
  const auto* input = context.input<Unaligned<uint16_t>>(0);
  auto* output = context.output<uint32_t>(0);
  for (uint32_t i = 0; i < p.elements; ++i) output[i] = float_bits_from_half(input[i]);
  return kAllWell;
}

constexpr OpDef def(TensorType type, CheckNumber (*prepare)(PrepareContext&),
                    CheckNumber (*run)(const RunContext&)) {
  return {6,  {type, TensorType::None, TensorType::Float32}, 0, sizeof(DequantizeParams), prepare,
          run};
}

}  // namespace

namespace ops {
const OpDef dequantize_s8_f32 =
    def(TensorType::Int8, prepare, run<int8_t, reference::dequantize_s8>);
const OpDef dequantize_u8_f32 =
    def(TensorType::UInt8, prepare, run<uint8_t, reference::dequantize_u8>);
const OpDef dequantize_s16_f32 =
    def(TensorType::Int16, prepare_s16, run<Unaligned<int16_t>, reference::dequantize_s16>);
const OpDef dequantize_s4_f32 =
    def(TensorType::Int4, prepare, run<uint8_t, reference::dequantize_s4>);
const OpDef dequantize_f16_f32 = def(TensorType::Float16, prepare_f16, run_f16);
}  // namespace ops
namespace run {
MOTE_RUN(dequantize_f16_f32)
}  // namespace run
}  // namespace mote
