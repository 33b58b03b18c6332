// SPDX-License-Identifier: Apache-2.0
// Packs the weights of depthwise 3x3 convolutions for kernels/cortex_m_dsp/depthwise_3x3_s8.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/depthwise_3x3_s8.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "pack/conv_2d.h"

namespace mote::pack {

struct PackedDepthwise {
  cortex_m_dsp::Depthwise3x3 params{};
  std::vector<int32_t> words;
  std::string function;  ///< depthwise_3x3_s8, or depthwise_3x3_wide_s8 with a Depthwise3x3Wide
  std::string line;      ///< name of params.line
  std::string sums;      ///< of the wide one: name of the function for sums
  uint32_t scratch_bytes = 0;
  RangeS8 range{-128, 127};  ///< for the wide ones
};

/// nullopt with the reason if the kernel cannot compute the layer.
/// `by_rows`: lines must be rows, in order from the top.
std::optional<PackedDepthwise> pack_depthwise_3x3(const DepthwiseConv2dS8& shape,
                                                  const LayerNumbers& numbers, std::string& reason,
                                                  bool by_rows = false);

}  // namespace mote::pack
