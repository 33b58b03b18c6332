// SPDX-License-Identifier: Apache-2.0
// Layers of int16 activations and 8-bit weights packed for kernels/cortex_m_dsp/conv_2d_s16.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/conv_2d_s16.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote::pack {

/// What a layer has for each output channel.
struct LayerNumbers16 {
  std::vector<int8_t> weights;  ///< by channel
  std::vector<int64_t> bias;    ///< empty: none
  std::vector<Rescale> factors;
};

struct PackedConv2d16 {
  cortex_m_dsp::Conv2d16 params;
  std::vector<uint32_t> weights;
  std::vector<cortex_m_dsp::Channel16> channels;
  uint32_t scratch_bytes = 0;
};

/// nullopt, and the reason: groups of channels, extents that do not fit, zero points, or 64-bit sums that
/// may pass 32 bits before the bias.
std::optional<PackedConv2d16> pack_conv_2d_s16(const Conv2dInteger& p,
                                               const LayerNumbers16& numbers, std::string& reason);
std::optional<PackedConv2d16> pack_fully_connected_s16(const FullyConnectedInteger& p,
                                                       const LayerNumbers16& numbers,
                                                       std::string& reason);

}  // namespace mote::pack
