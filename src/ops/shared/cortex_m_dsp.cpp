// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/cortex_m_dsp.h"

namespace mote::cortex_m_dsp {

UnpackedConv2d unpacked_window(const Shape4& input, const Shape4& output, const Window& window,
                               int32_t input_zero_point, const OutputScaling& scaling) {
  return {output.batches,    input.height,    input.width,
          input.channels,    output.height,   output.width,
          output.channels,   window.filter_h, window.filter_w,
          window.stride_h,   window.stride_w, window.dilation_h,
          window.dilation_w, window.pad_top,  window.pad_left,
          input_zero_point,  scaling};
}

ChannelFactors channel_factors(const RunContext& context, const ChannelScales& scales) {
  auto* factors = reinterpret_cast<ChannelFactor*>(context.scratch());
  const uint8_t* from = StepContext::of(context).model() + scales.filter_scales_at;
  bool all_exact = true;
  for (uint32_t c = 0; c < scales.count; ++c, from += sizeof(uint32_t)) {
    const Rescale factor = channel_multiplier(scales, load<uint32_t>(from));
    factors[c] = {factor.multiplier, factor.shift};
    all_exact = all_exact && is_exact(factor);
  }
  for (uint32_t c = 0; all_exact && c < scales.count; ++c) {
    factors[c] = exact_factor({factors[c].multiplier, factors[c].power});
  }
  return {factors, static_cast<uint8_t>(scales.count == 1 ? 0 : 1), all_exact};
}

bool fits_pool(const PoolShape& s) {
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

Pool pool_of(const PoolS8& p) {
  const PoolShape& s = p.shape;
  Pool pool{};
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
  return pool;
}

}  // namespace mote::cortex_m_dsp
