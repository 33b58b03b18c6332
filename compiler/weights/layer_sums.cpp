// SPDX-License-Identifier: Apache-2.0
#include "weights/layer_sums.h"

#include <algorithm>

namespace mote::compiler {

std::vector<pack::SumBounds> sum_bounds(const LayerSums& layer, const int8_t* weights,
                                        uint32_t weight_count, const std::vector<int32_t>& bias) {
  const auto channels = static_cast<uint32_t>(layer.channels);
  std::vector<pack::SumBounds> bounds(channels);
  for (uint32_t c = 0; c < channels && !bias.empty(); ++c) bounds[c] = {bias[c], bias[c]};
  const uint32_t taps = weight_count / channels;
  for (uint32_t i = 0; i < weight_count; ++i) {
    pack::SumBounds& of_channel = bounds[layer.channels_innermost ? i % channels : i / taps];
    const int64_t weight = int64_t{weights[i]} - layer.weights_zero_point;
    const int64_t products[] = {0, weight * (-128 - layer.input_zero_point),
                                weight * (127 - layer.input_zero_point)};
    of_channel.least += *std::min_element(std::begin(products), std::end(products));
    of_channel.greatest += *std::max_element(std::begin(products), std::end(products));
  }
  return bounds;
}

}  // namespace mote::compiler
