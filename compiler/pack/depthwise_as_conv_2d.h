// SPDX-License-Identifier: Apache-2.0
// A depthwise layer of one input channel is a convolution whose output channels are the multiplier.
#pragma once

#include <optional>
#include <string>

#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "pack/conv_2d.h"

namespace mote::pack {

struct ConvolutionOfOneChannel {
  Conv2dS8 shape;
  LayerNumbers numbers;  ///< weights of each output channel one after another
};

/// Nothing, and why, if there are more input channels.
std::optional<ConvolutionOfOneChannel> as_conv_2d(const DepthwiseConv2dS8& layer,
                                                  const LayerNumbers& numbers, std::string& reason);

}  // namespace mote::pack
