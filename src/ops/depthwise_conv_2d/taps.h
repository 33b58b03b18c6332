// SPDX-License-Identifier: Apache-2.0
// The loops of the reference kernels.
#pragma once

#include "ops/depthwise_conv_2d/depthwise_conv_2d.h"

namespace mote::depthwise_conv_2d {

/// Calls tap(index of the input, index of the filter) for each filter tap inside the input.
template <class Params, class Tap>
void for_each_tap(const Params& p, int32_t batch, int32_t y, int32_t x, int32_t out_channel,
                  Tap tap) {
  const Window& w = p.window;
  const int32_t channel = out_channel / p.depth_multiplier;
  for (int32_t ky = 0; ky < w.filter_h; ++ky) {
    const int32_t in_y = y * w.stride_h - w.pad_top + ky * w.dilation_h;
    if (in_y < 0 || in_y >= p.input.height) continue;
    for (int32_t kx = 0; kx < w.filter_w; ++kx) {
      const int32_t in_x = x * w.stride_w - w.pad_left + kx * w.dilation_w;
      if (in_x < 0 || in_x >= p.input.width) continue;
      const int32_t pixel = (batch * p.input.height + in_y) * p.input.width + in_x;
      tap(pixel * p.input.channels + channel,
          (ky * w.filter_w + kx) * p.output.channels + out_channel);
    }
  }
}

/// Sum: uint64_t for 16-bit activations, else uint32_t. Weights: anything with [].
template <class Sum, class In, class Weights, class Out>
void run_integer(const DepthwiseConv2dInteger& p, const In* input, Weights filter,
                 const uint8_t* bias, const ChannelMultipliers& factors, Out* output) {
  const DepthwiseConv2dShape& s = p.shape;
  for (int32_t b = 0; b < s.output.batches; ++b) {
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          Sum sum = 0;
          for_each_tap(s, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            sum += static_cast<Sum>((int32_t{input[input_at]} - p.layer.input_zero_point) *
                                    (filter[filter_at] - p.layer.filter_zero_point));
          });
          *output++ = static_cast<Out>(layer_element(p.layer, sum, bias, factors, c));
        }
      }
    }
  }
}

}  // namespace mote::depthwise_conv_2d
