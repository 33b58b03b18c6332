// SPDX-License-Identifier: Apache-2.0
#include "pack/depthwise_as_conv_2d.h"

namespace mote::pack {
namespace {

/// [filter][channel] as [channel][filter].
std::vector<int8_t> transposed(const std::vector<int8_t>& weights, int32_t rows, int32_t columns) {
  std::vector<int8_t> result(weights.size());
  for (int32_t row = 0; row < rows; ++row) {
    for (int32_t column = 0; column < columns; ++column) {
      result[column * rows + row] = weights[row * columns + column];
    }
  }
  return result;
}

}  // namespace

std::optional<ConvolutionOfOneChannel> as_conv_2d(const DepthwiseConv2dS8& layer,
                                                  const LayerNumbers& numbers,
                                                  std::string& reason) {
  if (layer.input.channels != 1) {
    reason = "more than one input channel";
    return std::nullopt;
  }
  ConvolutionOfOneChannel same{{layer.input, layer.output, layer.window, 1, layer.input_zero_point,
                                layer.output_zero_point, layer.range},
                               numbers};
  same.numbers.weights = transposed(numbers.weights, layer.window.filter_h * layer.window.filter_w,
                                    layer.output.channels);
  return same;
}

}  // namespace mote::pack
