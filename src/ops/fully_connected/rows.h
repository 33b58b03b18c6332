// SPDX-License-Identifier: Apache-2.0
// The loops of the reference kernels.
#pragma once

#include "ops/fully_connected/fully_connected.h"

namespace mote::fully_connected {

/// Sum: uint64_t for 16-bit activations, else uint32_t. Weights: anything with [].
template <class Sum, class In, class Weights, class Out>
void run_integer(const FullyConnectedInteger& p, const In* input, Weights weights,
                 const uint8_t* bias, const ChannelMultipliers& factors, Out* output) {
  const auto [batches, depth, units] = p.shape;
  for (int32_t b = 0; b < batches; ++b, input += depth) {
    int32_t at = 0;
    for (int32_t u = 0; u < units; ++u) {
      Sum sum = 0;
      for (int32_t i = 0; i < depth; ++i, ++at) {
        sum += static_cast<Sum>((int32_t{input[i]} - p.layer.input_zero_point) *
                                (weights[at] - p.layer.filter_zero_point));
      }
      *output++ = static_cast<Out>(layer_element(p.layer, sum, bias, factors, u));
    }
  }
}

}  // namespace mote::fully_connected
