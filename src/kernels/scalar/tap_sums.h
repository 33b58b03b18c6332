// SPDX-License-Identifier: Apache-2.0
// The inner loop of depthwise convolutions of 3x3: one channel of four pixels, which share the loads of
// the weights.
#pragma once

#include <stdint.h>

#include "kernels/scalar/layer.h"

namespace mote::scalar {

struct DepthwiseHead {
  int32_t bias;        ///< with the input's zero point: bias - zero point * sum of weights
  int32_t plain_bias;  ///< as it is in the model
  Factor factor;
};
constexpr int32_t kDepthwiseHeadWords = 4;

struct TapBlock {
  const int8_t* corners[kSumsPerBlock];  ///< first elements of the pixels' windows, of channel 0
  int32_t next;                          ///< bytes to the next tap in a row
  int32_t next_row;                      ///< from a row's last tap to the next row's first
};

/// channel: its head and its nine weights. sums: of the four pixels, with the bias.
extern "C" void mote_scalar_tap_sums_3x3(const DepthwiseHead* channel, int32_t index,
                                         const TapBlock* block, int32_t* sums);

}  // namespace mote::scalar
