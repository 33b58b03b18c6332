// SPDX-License-Identifier: Apache-2.0
// What the sums of an int8 layer's channels can be.
#pragma once

#include <cstdint>
#include <vector>

#include "pack/requantization.h"

namespace mote::compiler {

struct LayerSums {
  int32_t channels = 0;
  bool channels_innermost = false;  ///< weights [tap][channel], as those of a depthwise layer
  int32_t input_zero_point = 0, weights_zero_point = 0;
  pack::OutputScale output;
};

/// Of each channel, with its bias, whatever the input; a tap may also be left out at an edge.
std::vector<pack::SumBounds> sum_bounds(const LayerSums& layer, const int8_t* weights,
                                        uint32_t weight_count, const std::vector<int32_t>& bias);

}  // namespace mote::compiler
