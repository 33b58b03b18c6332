// SPDX-License-Identifier: Apache-2.0
// The entry with a kernel of the overlay cortex_m_dsp.
#include "kernels/cortex_m_dsp/average_pool_s8.h"
#include "mote/cortex_m_dsp_ops.h"
#include "mote/ops.h"
#include "ops/average_pool_2d/average_pool_2d.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote {
namespace {

bool is_fast(const PoolShape& s) {
  const int32_t extents[] = {s.output.batches, s.output.channels, s.input.height,
                             s.input.width,    s.output.height,   s.output.width};
  const int32_t bytes[] = {s.window.filter_h, s.window.filter_w, s.window.stride_h,
                           s.window.stride_w, s.window.pad_top,  s.window.pad_left};
  for (const int32_t extent : extents) {
    if (extent > UINT16_MAX) return false;
  }
  for (const int32_t extent : bytes) {
    if (extent > UINT8_MAX) return false;
  }
  return true;
}

CheckNumber run_s8(const RunContext& context) {
  const auto& p = context.params<PoolS8>();
  const PoolShape& s = p.shape;
  if (!is_fast(s)) return ops::average_pool_2d_s8.run(context);
  mote::cortex_m_dsp::AveragePool pool{};
  pool.batches = static_cast<uint16_t>(s.output.batches);
  pool.channels = static_cast<uint16_t>(s.output.channels);
  pool.input_height = static_cast<uint16_t>(s.input.height);
  pool.input_width = static_cast<uint16_t>(s.input.width);
  pool.output_height = static_cast<uint16_t>(s.output.height);
  pool.output_width = static_cast<uint16_t>(s.output.width);
  pool.filter_height = static_cast<uint8_t>(s.window.filter_h);
  pool.filter_width = static_cast<uint8_t>(s.window.filter_w);
  pool.stride_height = static_cast<uint8_t>(s.window.stride_h);
  pool.stride_width = static_cast<uint8_t>(s.window.stride_w);
  pool.pad_top = static_cast<uint8_t>(s.window.pad_top);
  pool.pad_left = static_cast<uint8_t>(s.window.pad_left);
  pool.low = p.range.low;
  pool.high = p.range.high;
  mote::cortex_m_dsp::average_pool_s8(pool, context.input<int8_t>(0), context.output<int8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops::cortex_m_dsp {
const OpDef average_pool_2d_s8{1,     TensorType::Int8, TensorType::None, TensorType::Int8,
                               false, sizeof(PoolS8),   prepare_pool_s8,  run_s8};
}  // namespace ops::cortex_m_dsp
namespace cortex_m_dsp::why_slow {
const char* average_pool_2d_s8(const void* params) {
  return is_fast(static_cast<const PoolS8*>(params)->shape) ? nullptr : "has a window above 255";
}
}  // namespace cortex_m_dsp::why_slow
}  // namespace mote
