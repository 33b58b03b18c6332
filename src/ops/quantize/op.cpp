// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"
#include "mote/ops.h"
#include "ops/quantize/quantize.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

CheckNumber check_shapes(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  return check::per_tensor(context, output_slot(0));
}

CheckNumber prepare_f32_s8(PrepareContext& context) {
  if (const CheckNumber bad = check_shapes(context)) return bad;
  const format::TensorView output = context.output(0);
  auto& p = context.params<QuantizeF32S8>();
  p.elements = output.elements();
  const uint32_t scale = output.scale_bits();
  __builtin_memcpy(&p.scale, &scale, sizeof(scale));
  p.zero_point = output.zero_point();
  return kAllWell;
}

CheckNumber run_f32_s8(const RunContext& context) {
  reference::quantize_f32_s8(context.params<QuantizeF32S8>(), context.input<Unaligned<float>>(0),
                             context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber prepare_s8_s8(PrepareContext& context) {
  if (const CheckNumber bad = check_shapes(context)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  auto& p = context.params<QuantizeS8S8>();
  const Real scale = real_from_float_bits(input.scale_bits());
  p = {output.elements(), rescale_from_ratio(scale, output.scale_bits()), input.zero_point(),
       output.zero_point()};
  if (p.factor.shift > 22) return context.refuse(check::ScaleRange, output_slot(0));  // 9 bits in
  return kAllWell;
}

CheckNumber run_s8_s8(const RunContext& context) {
  reference::quantize_s8_s8(context.params<QuantizeS8S8>(), context.input<int8_t>(0),
                            context.output<int8_t>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 114;

}  // namespace

namespace ops {
const OpDef quantize_f32_s8{kCode, TensorType::Float32,   TensorType::None, TensorType::Int8,
                            false, sizeof(QuantizeF32S8), prepare_f32_s8,   run_f32_s8};
const OpDef quantize_s8_s8{kCode, TensorType::Int8,     TensorType::None, TensorType::Int8,
                           true,  sizeof(QuantizeS8S8), prepare_s8_s8,    run_s8_s8};
}  // namespace ops
namespace run {
MOTE_RUN(quantize_f32_s8)
MOTE_RUN(quantize_s8_s8)
}  // namespace run
}  // namespace mote
