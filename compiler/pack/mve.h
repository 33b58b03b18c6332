// SPDX-License-Identifier: Apache-2.0
// Packs layers for the kernels of src/kernels/cortex_m_mve. Sums are the reference kernel's, wrapping
// around as they do there; the two roundings are rescale()'s for every sum (matrix_block.h says why).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_mve/conv_2d_s8.h"
#include "kernels/cortex_m_mve/depthwise_s8.h"
#include "kernels/cortex_m_mve/fully_connected_s8.h"
#include "ops/fully_connected/fully_connected.h"
#include "pack/conv_2d.h"

namespace mote::pack::mve {

template <class Params>
struct Packed {
  Params params{};
  std::vector<int32_t> words;
};

// nullopt with the reason if the kernel cannot compute the layer.

std::optional<Packed<cortex_m_mve::Conv2d>> pack_conv_2d(const Conv2dS8& shape,
                                                         const LayerNumbers& numbers,
                                                         std::string& reason);
/// Depthwise, if there is one input channel.
std::optional<Packed<cortex_m_mve::Conv2d>> pack_depthwise_as_conv_2d(
    const DepthwiseConv2dS8& shape, const LayerNumbers& numbers, std::string& reason);
std::optional<Packed<cortex_m_mve::Depthwise>> pack_depthwise(const DepthwiseConv2dS8& shape,
                                                              const LayerNumbers& numbers,
                                                              std::string& reason);
std::optional<Packed<cortex_m_mve::FullyConnected>> pack_fully_connected(
    const FullyConnectedS8& shape, const LayerNumbers& numbers, std::string& reason);

}  // namespace mote::pack::mve
