// SPDX-License-Identifier: Apache-2.0
// Convolutions for kernels/cortex_m_dsp/conv_2d_s8.h: whether the kernel computes a layer, and how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/conv_2d_s8.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "pack/matrix.h"

namespace mote::pack {

/// What a layer has for each output channel.
struct LayerNumbers {
  std::vector<int8_t> weights;   ///< in the order of the reference kernel
  std::vector<int32_t> bias;     ///< one a channel, or empty
  std::vector<Rescale> factors;  ///< one a channel
};

struct PackedConv2d {
  cortex_m_dsp::Conv2d params{};
  PackedMatrix matrix;
  std::string function;  ///< conv_2d_s8, or conv_2d_wide_s8 with params in a Conv2dWide
  std::string block;     ///< name of params.block
  uint32_t scratch_bytes = 0;
  RangeS8 range{-128, 127};  ///< for the wide ones
};

/// nullopt with the reason if the kernel cannot compute the layer.
std::optional<PackedConv2d> pack_conv_2d(const Conv2dS8& shape, const LayerNumbers& numbers,
                                         std::string& reason);
/// Depthwise, if there is one input channel.
std::optional<PackedConv2d> pack_depthwise_as_conv_2d(const DepthwiseConv2dS8& shape,
                                                      const LayerNumbers& numbers,
                                                      std::string& reason);

}  // namespace mote::pack
