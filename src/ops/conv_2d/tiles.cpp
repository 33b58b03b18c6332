// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/conv_2d/taps.h"

namespace mote::tiles {

void conv_2d_s8(const Conv2dS8& p, const int8_t* input, const WeightCode& code, int8_t* tile,
                int32_t tile_channels, const ChannelMultipliers& factors, int8_t* output) {
  WeightReader reader(code);
  const int32_t depth = p.window.filter_h * p.window.filter_w * p.filter_channels;
  for (int32_t first = 0; first < p.output.channels; first += tile_channels) {
    const int32_t left = p.output.channels - first;
    const int32_t channels = left < tile_channels ? left : tile_channels;
    reader.read(tile, static_cast<uint32_t>(channels * depth));
    int8_t* pixel = output + first;
    for (int32_t b = 0; b < p.output.batches; ++b) {
      for (int32_t y = 0; y < p.output.height; ++y) {
        for (int32_t x = 0; x < p.output.width; ++x, pixel += p.output.channels) {
          for (int32_t c = 0; c < channels; ++c) {
            uint32_t sum = 0;
            conv_2d::for_each_tap(p, b, y, x, c, [&](int32_t input_at, int32_t filter_at) {
              for (int32_t i = 0; i < p.filter_channels; ++i) {
                sum += static_cast<uint32_t>((input[input_at + i] - p.input_zero_point) *
                                             tile[filter_at + i]);
              }
            });
            const int32_t scaled = rescale_channel(static_cast<int32_t>(sum), factors, first + c);
            pixel[c] = static_cast<int8_t>(
                clamp<int32_t>(scaled + p.output_zero_point, p.range.low, p.range.high));
          }
        }
      }
    }
  }
}

}  // namespace mote::tiles
