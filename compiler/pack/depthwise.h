// SPDX-License-Identifier: Apache-2.0
// Which kernel of src/kernels/cortex_m_dsp a depthwise layer has that pack/depthwise_3x3.h refuses: they
// read weights and bias as a model has them, and compute each sum in 32 bits, so nothing is to be proved.
#pragma once

#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"

namespace mote::pack {

struct GeneralDepthwise {
  cortex_m_dsp::UnpackedConv2d params;
  std::vector<cortex_m_dsp::ChannelFactor> factors;
  bool is_exact = false;  ///< all factors are exact_factor()
  std::string row;        ///< the DepthwiseRowFunction; empty: depthwise_taps_s8
  uint32_t scratch_bytes = 0;
};

GeneralDepthwise general_depthwise(const DepthwiseConv2dS8& p, const std::vector<Rescale>& factors);

}  // namespace mote::pack
