// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/batch_matmul/fold.h"

namespace mote {
namespace {

CheckNumber prepare_s8(PrepareContext& context) { return batch_matmul::fold_integer(context, 30); }
CheckNumber prepare_s16(PrepareContext& context) { return batch_matmul::fold_integer(context, 14); }

CheckNumber run_s8(const RunContext& context) {
  reference::batch_matmul_s8(context.params<BatchMatmulInteger>(), context.input<int8_t>(0),
                             context.input<int8_t>(1), context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber run_s16(const RunContext& context) {
  using T = Unaligned<int16_t>;
  reference::batch_matmul_s16(context.params<BatchMatmulInteger>(), context.input<T>(0),
                              context.input<T>(1), context.output<int16_t>(0));
  return kAllWell;
}

CheckNumber prepare_f32(PrepareContext& context) {
  return batch_matmul::fold_shape(context, context.params<BatchMatmulShape>());
}

CheckNumber run_f32(const RunContext& context) {
  using F = Unaligned<float>;
  reference::batch_matmul_f32(context.params<BatchMatmulShape>(), context.input<F>(0),
                              context.input<F>(1), context.output<float>(0));
  return kAllWell;
}

CheckNumber prepare_hybrid(PrepareContext& context) {
  auto& p = context.params<BatchMatmulHybrid>();
  if (const CheckNumber bad = batch_matmul::fold_shape(context, p.shape)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(1))) return bad;
  const format::TensorView second = context.input(1);
  if (second.zero_point() != 0) return context.refuse(check::FilterZeroPoint, input_slot(1));
  const uint32_t scale = second.scale_bits();
  __builtin_memcpy(&p.second_scale, &scale, sizeof(scale));
  p.asymmetric = context.option<uint8_t>(batch_matmul::kAsymmetric, 0) != 0;
  context.request_scratch(static_cast<uint32_t>(p.shape.depth));
  return kAllWell;
}

CheckNumber run_hybrid(const RunContext& context) {
  reference::batch_matmul_hybrid(context.params<BatchMatmulHybrid>(),
                                 context.input<Unaligned<float>>(0), context.input<int8_t>(1),
                                 reinterpret_cast<int8_t*>(context.scratch()),
                                 context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 126;
constexpr TensorType kS8 = TensorType::Int8, kS16 = TensorType::Int16, kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef batch_matmul_s8{kCode,      kS8,   kS8, kS8, false, sizeof(BatchMatmulInteger),
                            prepare_s8, run_s8};
const OpDef batch_matmul_s16{kCode,       kS16,   kS16, kS16, false, sizeof(BatchMatmulInteger),
                             prepare_s16, run_s16};
const OpDef batch_matmul_f32{kCode,       kF32,   kF32, kF32, false, sizeof(BatchMatmulShape),
                             prepare_f32, run_f32};
const OpDef batch_matmul_hybrid{
    kCode, kF32, kS8, kF32, false, sizeof(BatchMatmulHybrid), prepare_hybrid, run_hybrid};
}  // namespace ops
namespace run {
MOTE_RUN(batch_matmul_s8)
MOTE_RUN(batch_matmul_s16)
MOTE_RUN(batch_matmul_f32)
MOTE_RUN(batch_matmul_hybrid)
}  // namespace run
}  // namespace mote
