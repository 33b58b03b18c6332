// SPDX-License-Identifier: Apache-2.0
// The loops of the reference kernels.
#pragma once

#include "ops/transpose_conv/transpose_conv.h"

namespace mote::transpose_conv {

/// Positions of the input along one axis that reach a position of the output.
struct Reach {
  int32_t first, end;
};
inline Reach reach_of(int32_t padded, int32_t filter, int32_t stride, int32_t input) {
  const int32_t beyond = padded - filter;  // the filter of this position ends just before
  const int32_t end = padded / stride + 1;
  return {beyond < 0 ? 0 : beyond / stride + 1, end < input ? end : input};
}

/// Calls tap(index of the input, index of the filter) for the first channel of each input pixel
/// that reaches the output element.
template <class Tap>
void for_each_tap(const TransposeConvShape& s, int32_t batch, int32_t y, int32_t x,
                  int32_t out_channel, Tap tap) {
  const Window& w = s.window;
  const int32_t padded_y = y + w.pad_top;
  const int32_t padded_x = x + w.pad_left;
  const Reach rows = reach_of(padded_y, w.filter_h, w.stride_h, s.input.height);
  const Reach columns = reach_of(padded_x, w.filter_w, w.stride_w, s.input.width);
  for (int32_t in_y = rows.first; in_y < rows.end; ++in_y) {
    const int32_t ky = padded_y - in_y * w.stride_h;
    for (int32_t in_x = columns.first; in_x < columns.end; ++in_x) {
      const int32_t kx = padded_x - in_x * w.stride_w;
      const int32_t pixel = (batch * s.input.height + in_y) * s.input.width + in_x;
      tap(pixel * s.input.channels,
          ((out_channel * w.filter_h + ky) * w.filter_w + kx) * s.input.channels);
    }
  }
}

/// Sum: uint64_t for 16-bit activations, else uint32_t.
template <class Sum, class In, class Out>
void run_integer(const TransposeConvInteger& p, const In* input, const int8_t* filter,
                 const uint8_t* bias, const ChannelMultipliers& factors, Out* output) {
  const TransposeConvShape& s = p.shape;
  for (int32_t b = 0; b < s.output.batches; ++b) {
    for (int32_t y = 0; y < s.output.height; ++y) {
      for (int32_t x = 0; x < s.output.width; ++x) {
        for (int32_t c = 0; c < s.output.channels; ++c) {
          Sum sum = 0;
          for_each_tap(s, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
            for (int32_t i = 0; i < s.input.channels; ++i) {
              sum += static_cast<Sum>((int32_t{input[input_at + i]} - p.layer.input_zero_point) *
                                      filter[filter_at + i]);
            }
          });
          *output++ = static_cast<Out>(layer_element(p.layer, sum, bias, factors, c));
        }
      }
    }
  }
}

}  // namespace mote::transpose_conv
