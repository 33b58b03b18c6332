// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay cortex_m_dsp.
#include "kernels/cortex_m_dsp/average_pool_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/average_pool_2d/average_pool_2d.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<PoolS8>();
  if (!mote::cortex_m_dsp::fits_pool(p.shape)) return ops::average_pool_2d_s8.run(context);
  mote::cortex_m_dsp::average_pool_s8(mote::cortex_m_dsp::pool_of(p), context.input<int8_t>(0),
                                      context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef average_pool_2d_s8{1,     TensorType::Int8, TensorType::None, TensorType::Int8,
                               false, sizeof(PoolS8),   prepare_pool_s8,  run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* average_pool_2d_s8(const void* params) {
  return fits_pool(static_cast<const PoolS8*>(params)->shape) ? nullptr : "has a window above 255";
}
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
