// SPDX-License-Identifier: Apache-2.0
// SUB: element by element difference, with broadcasting. The quantised kernels are those of ADD,
// but the reference holds the ratios of the scales in floats.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/plain_pair.h"
#include "ops/shared/scaled_sum.h"

namespace mote {
namespace {

CheckNumber prepare_quantized(PrepareContext& context) {
  auto& p = context.params<ScaledSum>();
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = fold_broadcast(context, p.broadcast)) return bad;
  return fold_scaled_sum(context, Ratios::Float, p);
}

struct Difference {
  static float of(float a, float b) { return a - b; }
  static int32_t of(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) - static_cast<uint32_t>(b));
  }
};

constexpr uint8_t kCode = 41;
constexpr TensorType kS8 = TensorType::Int8, kS16 = TensorType::Int16, kS32 = TensorType::Int32,
                     kF32 = TensorType::Float32;

}  // namespace

namespace ops {
const OpDef sub_s8{
    kCode, kS8, kS8, kS8, true, sizeof(ScaledSum), prepare_quantized, run_scaled_sum<int8_t, -1>};
const OpDef sub_s16{kCode,
                    kS16,
                    kS16,
                    kS16,
                    true,
                    sizeof(ScaledSum),
                    prepare_quantized,
                    run_scaled_sum<int16_t, -1>};
const OpDef sub_s32{
    kCode, kS32, kS32, kS32, true, sizeof(PlainPair), prepare_plain_pair, run_pair_s32<Difference>};
const OpDef sub_f32{
    kCode, kF32, kF32, kF32, true, sizeof(PlainPair), prepare_plain_pair, run_pair_f32<Difference>};
}  // namespace ops
namespace run {
MOTE_RUN(sub_s8)
MOTE_RUN(sub_s16)
MOTE_RUN(sub_s32)
MOTE_RUN(sub_f32)
}  // namespace run
}  // namespace mote
