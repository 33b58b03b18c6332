// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/max_pool_2d/max_pool_2d.h"

namespace mote {
namespace {

CheckNumber run_s8(const RunContext& context) {
  reference::max_pool_2d_s8(context.params<PoolS8>(), context.input<int8_t>(0),
                            context.output<int8_t>(0));
  return kAllWell;
}

CheckNumber run_f32(const RunContext& context) {
  reference::max_pool_2d_f32(context.params<PoolF32>(), context.input<Unaligned<float>>(0),
                             context.output<float>(0));
  return kAllWell;
}

constexpr uint8_t kCode = 17;

}  // namespace

namespace ops {
const OpDef max_pool_2d_s8{kCode, TensorType::Int8, TensorType::None, TensorType::Int8,
                           false, sizeof(PoolS8),   prepare_pool_s8,  run_s8};
const OpDef max_pool_2d_f32{kCode, TensorType::Float32, TensorType::None, TensorType::Float32,
                            false, sizeof(PoolF32),     prepare_pool_f32, run_f32};
}  // namespace ops
namespace run {
MOTE_RUN(max_pool_2d_s8)
MOTE_RUN(max_pool_2d_f32)
}  // namespace run
}  // namespace mote
