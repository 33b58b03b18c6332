// SPDX-License-Identifier: Apache-2.0
// Packs the weights of depthwise 3x3 convolutions for kernels/cortex_m_dsp/depthwise_3x3_s8.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/depthwise_3x3_s8.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "pack/requantization.h"

namespace mote::pack {

struct DepthwiseLayer {
  DepthwiseConv2dS8 shape;
  std::vector<int8_t> weights;   ///< [filter row][filter column][channel]
  std::vector<int32_t> bias;     ///< [channel], or empty
  std::vector<Rescale> factors;  ///< [channel]
};

struct PackedDepthwise {
  cortex_m_dsp::Depthwise3x3 params{};
  std::vector<int32_t> words;
  const char* line_name = "";
};

/// nullopt with the reason if the kernel cannot compute the layer.
std::optional<PackedDepthwise> pack_depthwise_3x3(const DepthwiseLayer& layer,
                                                  std::string& reason);

}  // namespace mote::pack
