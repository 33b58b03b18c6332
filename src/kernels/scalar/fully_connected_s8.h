// SPDX-License-Identifier: Apache-2.0
// Fully connected layers of int8 tensors, four units at once.
#pragma once

#include "kernels/scalar/layer.h"

namespace mote::scalar {

struct FullyConnected {
  uint16_t batches, depth, units;
  OutputRange range;
};

constexpr int32_t kUnitsPerBlock = 4;

/// input: [batch][depth]; output: [batch][unit]. words: a block for each four units, of which the last
/// may have some of zeros.
void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output);

}  // namespace mote::scalar
