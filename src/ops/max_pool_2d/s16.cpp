// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/max_pool_2d/patches.h"

namespace mote {
namespace reference {

void max_pool_2d_s16(const PoolInteger& p, const Unaligned<int16_t>* input, int16_t* output) {
  max_pool_2d::run_integer(p, input, output);
}

}  // namespace reference

namespace {

CheckNumber run_s16(const RunContext& context) {
  reference::max_pool_2d_s16(context.params<PoolInteger>(), context.input<Unaligned<int16_t>>(0),
                             context.output<int16_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef max_pool_2d_s16{17,    TensorType::Int16,   TensorType::None,     TensorType::Int16,
                            false, sizeof(PoolInteger), prepare_pool_integer, run_s16};
}  // namespace ops
namespace run {
MOTE_RUN(max_pool_2d_s16)
}  // namespace run
}  // namespace mote
