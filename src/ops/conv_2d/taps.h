// SPDX-License-Identifier: Apache-2.0
// The loops of the reference kernels.
#pragma once

#include "ops/conv_2d/conv_2d.h"

namespace mote::conv_2d {

/// Calls tap(index of the input, index of the filter) for the first channel of each filter tap
/// that lies inside the input.
template <class Params, class Tap>
void for_each_tap(const Params& p, int32_t batch, int32_t y, int32_t x, int32_t out_channel,
                  Tap tap) {
  const Window& w = p.window;
  const int32_t outputs_per_group = p.output.channels / (p.input.channels / p.filter_channels);
  const int32_t first_channel = out_channel / outputs_per_group * p.filter_channels;
  for (int32_t ky = 0; ky < w.filter_h; ++ky) {
    const int32_t in_y = y * w.stride_h - w.pad_top + ky * w.dilation_h;
    if (in_y < 0 || in_y >= p.input.height) continue;
    for (int32_t kx = 0; kx < w.filter_w; ++kx) {
      const int32_t in_x = x * w.stride_w - w.pad_left + kx * w.dilation_w;
      if (in_x < 0 || in_x >= p.input.width) continue;
      const int32_t input_at =
          ((batch * p.input.height + in_y) * p.input.width + in_x) * p.input.channels +
          first_channel;
      const int32_t filter_at =
          ((out_channel * w.filter_h + ky) * w.filter_w + kx) * p.filter_channels;
      tap(input_at, filter_at);
    }
  }
}

/// Sum: uint64_t for 16-bit activations, else uint32_t. Weights: anything with [].
template <class Sum, class In, class Weights, class Out>
void run_integer(const Conv2dInteger& p, const In* input, Weights filter, const uint8_t* bias,
                 const ChannelMultipliers& factors, Out* output) {
  const Conv2dShape& s = p.shape;
  for (int32_t b = 0; b < s.output.batches; ++b) {
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          Sum sum = 0;
          for_each_tap(s, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < s.filter_channels; ++i) {
              sum += static_cast<Sum>((int32_t{input[input_at + i]} - p.layer.input_zero_point) *
                                      (filter[filter_at + i] - p.layer.filter_zero_point));
            }
          });
          *output++ = static_cast<Out>(layer_element(p.layer, sum, bias, factors, c));
        }
      }
    }
  }
}

}  // namespace mote::conv_2d
