// SPDX-License-Identifier: Apache-2.0
#include "kernels/reference_layers.h"

namespace mote::kernel_check {

Conv2dS8 compute_conv_2d(Case& c, const Geometry& g, const Scaling& scaling,
                         const pack::LayerNumbers& numbers, Random& random) {
  const Conv2dS8 layer{g.input,
                       g.output,
                       g.window,
                       g.input.channels,
                       scaling.input_zero_point,
                       scaling.output_zero_point,
                       range_of(scaling)};
  c.input = bytes(random, elements(g.input), -128, 127);
  c.expected.resize(elements(g.output));
  c.multiply_accumulates = static_cast<int64_t>(elements(g.output)) * g.window.filter_h *
                           g.window.filter_w * g.input.channels;
  const Factors f(numbers.factors);
  reference::conv_2d_s8(layer, c.input.data(), numbers.weights.data(), unaligned(numbers.bias),
                        f.all(), c.expected.data());
  return layer;
}

DepthwiseConv2dS8 compute_depthwise(Case& c, const Geometry& g, const Scaling& scaling,
                                    const pack::LayerNumbers& numbers, Random& random) {
  const DepthwiseConv2dS8 layer{g.input,
                                g.output,
                                g.window,
                                g.output.channels / g.input.channels,
                                scaling.input_zero_point,
                                scaling.output_zero_point,
                                range_of(scaling)};
  c.input = bytes(random, elements(g.input), -128, 127);
  c.expected.resize(elements(g.output));
  c.multiply_accumulates =
      static_cast<int64_t>(elements(g.output)) * g.window.filter_h * g.window.filter_w;
  const Factors f(numbers.factors);
  reference::depthwise_conv_2d_s8(layer, c.input.data(), numbers.weights.data(),
                                  unaligned(numbers.bias), f.all(), c.expected.data());
  return layer;
}

FullyConnectedS8 compute_fully_connected(Case& c, const UnitsShape& s, const Scaling& scaling,
                                         const pack::LayerNumbers& numbers, Random& random,
                                         int32_t weights_zero_point) {
  const FullyConnectedS8 layer{{s.batches, s.depth, s.units},
                               scaling.input_zero_point,
                               weights_zero_point,
                               scaling.output_zero_point,
                               range_of(scaling)};
  c.input = bytes(random, static_cast<size_t>(s.batches) * s.depth, -128, 127);
  c.expected.resize(static_cast<size_t>(s.batches) * s.units);
  c.multiply_accumulates = int64_t{s.batches} * s.depth * s.units;
  const Factors f(numbers.factors);
  reference::fully_connected_s8(layer, c.input.data(), numbers.weights.data(),
                                unaligned(numbers.bias), f.all(), c.expected.data());
  return layer;
}

}  // namespace mote::kernel_check
