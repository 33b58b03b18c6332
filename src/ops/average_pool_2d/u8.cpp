// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/average_pool_2d/patches.h"

namespace mote {
namespace reference {

void average_pool_2d_u8(const PoolInteger& p, const uint8_t* input, uint8_t* output) {
  average_pool_2d::run_integer(p, input, output);
}

}  // namespace reference

namespace {

CheckNumber run_u8(const RunContext& context) {
  reference::average_pool_2d_u8(context.params<PoolInteger>(), context.input<uint8_t>(0),
                                context.output<uint8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef average_pool_2d_u8{1,     TensorType::UInt8,   TensorType::None,     TensorType::UInt8,
                               false, sizeof(PoolInteger), prepare_pool_integer, run_u8};
}  // namespace ops
namespace run {
MOTE_RUN(average_pool_2d_u8)
}  // namespace run
}  // namespace mote
