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

}  // namespace mote::cortex_m_dsp
