// SPDX-License-Identifier: Apache-2.0
// Fully connected layers of int8 tensors, four units at once (unit_sums.h).
#pragma once

#include "kernels/scalar/unit_sums.h"

namespace mote::scalar {

struct FullyConnected {
  uint16_t batches, depth, units;
  OutputScaling output;
};

struct UnitHead {
  int32_t bias;  ///< with the input's zero point: bias - zero point * sum of weights
  Factor factor;
};
constexpr int32_t kUnitHeadWords = 3;

/// input: [batch][depth]; output: [batch][unit]. words: for each four units, of which the last may be
/// some of zeros, their heads and rows, filled up to whole words.
void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output);

}  // namespace mote::scalar
