// SPDX-License-Identifier: Apache-2.0
#include "base/fixed_point.h"
#include "ops/fully_connected/fully_connected.h"

namespace mote::tiles {

void fully_connected_s8(const FullyConnectedS8& p, const int8_t* input, const WeightCode& code,
                        int8_t* tile, int32_t tile_weights, const ChannelMultipliers& factors,
                        int8_t* output) {
  WeightReader reader(code);
  for (int32_t u = 0; u < p.shape.units; ++u) {
    uint32_t sum = 0;
    for (int32_t first = 0; first < p.shape.depth; first += tile_weights) {
      const int32_t left = p.shape.depth - first;
      const int32_t count = left < tile_weights ? left : tile_weights;
      reader.read(tile, static_cast<uint32_t>(count));
      for (int32_t i = 0; i < count; ++i) {
        sum += static_cast<uint32_t>((input[first + i] - p.input_zero_point) *
                                     (tile[i] - p.weights_zero_point));
      }
    }
    const int32_t scaled = rescale_channel(static_cast<int32_t>(sum), factors, u);
    output[u] = static_cast<int8_t>(
        clamp<int32_t>(scaled + p.output_zero_point, p.range.low, p.range.high));
  }
}

}  // namespace mote::tiles
