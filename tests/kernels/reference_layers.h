// SPDX-License-Identifier: Apache-2.0
// Layers as the reference kernels compute them, for the cases of all overlays. Each function gives a case
// a random input, the output that is expected for it, and the count of multiply-accumulates; it returns
// the layer.
#pragma once

#include "kernels/random_layers.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote::kernel_check {

Conv2dS8 compute_conv_2d(Case& c, const Geometry& g, const Scaling& scaling,
                         const pack::LayerNumbers& numbers, Random& random);
DepthwiseConv2dS8 compute_depthwise(Case& c, const Geometry& g, const Scaling& scaling,
                                    const pack::LayerNumbers& numbers, Random& random);
FullyConnectedS8 compute_fully_connected(Case& c, const UnitsShape& s, const Scaling& scaling,
                                         const pack::LayerNumbers& numbers, Random& random,
                                         int32_t weights_zero_point = 0);

}  // namespace mote::kernel_check
