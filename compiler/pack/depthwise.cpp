// SPDX-License-Identifier: Apache-2.0
#include "pack/depthwise.h"

#include <algorithm>

#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/depthwise_taps_s8.h"
#include "ops/shared/cortex_m_dsp.h"

namespace mote::pack {

GeneralDepthwise general_depthwise(const DepthwiseConv2dS8& p,
                                   const std::vector<Rescale>& factors) {
  GeneralDepthwise packed;
  packed.params = cortex_m_dsp::unpacked_window(p.input, p.output, p.window, p.input_zero_point,
                                                {p.output_zero_point, p.range.low, p.range.high});
  packed.is_exact = std::all_of(factors.begin(), factors.end(), cortex_m_dsp::is_exact);
  for (const Rescale& factor : factors) {
    packed.factors.push_back(packed.is_exact
                                 ? cortex_m_dsp::exact_factor(factor)
                                 : cortex_m_dsp::ChannelFactor{factor.multiplier, factor.shift});
  }
  if (cortex_m_dsp::fits_depthwise_rows(packed.params)) {
    const int32_t columns = 2 * cortex_m_dsp::depthwise_row_pairs(packed.params) - 1;
    packed.row = "depthwise_row_of_" + std::to_string(columns) +
                 (packed.params.stride_width == 2 ? "_stride_2" : "");
    packed.scratch_bytes = cortex_m_dsp::depthwise_rows_s8_scratch_bytes(packed.params);
  } else {
    packed.scratch_bytes = cortex_m_dsp::depthwise_taps_s8_scratch_bytes(packed.params);
  }
  return packed;
}

}  // namespace mote::pack
