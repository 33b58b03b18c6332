// SPDX-License-Identifier: Apache-2.0
// Packs layers for the kernels of src/kernels/scalar. The sums are the reference kernel's, and the
// requantisation is rescale() where nothing can wrap, which is checked for each channel.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/scalar/conv_2d_s8.h"
#include "kernels/scalar/depthwise_s8.h"
#include "kernels/scalar/fully_connected_s8.h"
#include "ops/fully_connected/fully_connected.h"
#include "pack/conv_2d.h"

namespace mote::pack::scalar {

template <class Params>
struct Packed {
  Params params{};
  std::vector<int32_t> words;
};

// nullopt with the reason if the kernel cannot compute the layer.

std::optional<Packed<mote::scalar::Conv2d>> pack_conv_2d(const Conv2dS8& shape,
                                                         const LayerNumbers& numbers,
                                                         std::string& reason);
/// Depthwise, if there is one input channel.
std::optional<Packed<mote::scalar::Conv2d>> pack_depthwise_as_conv_2d(
    const DepthwiseConv2dS8& shape, const LayerNumbers& numbers, std::string& reason);
std::optional<Packed<mote::scalar::Depthwise>> pack_depthwise(const DepthwiseConv2dS8& shape,
                                                              const LayerNumbers& numbers,
                                                              std::string& reason);
std::optional<Packed<mote::scalar::FullyConnected>> pack_fully_connected(
    const FullyConnectedS8& shape, const LayerNumbers& numbers, std::string& reason);

}  // namespace mote::pack::scalar
