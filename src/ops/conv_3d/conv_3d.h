// SPDX-License-Identifier: Apache-2.0
// Convolution of an NDHWC tensor with filters in DHWIO order.
// Source: TFLite operator semantics.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "ops/shared/activation.h"

namespace mote {

/// One of the axes depth, height and width.
struct Conv3dAxis {
  int32_t input, filter, output;
  int32_t stride, dilation, pad;
};
struct Conv3dF32 {
  int32_t batches, input_channels, output_channels;
  Conv3dAxis axes[3];
  RangeF32 range;
};

namespace reference {

/// filter: [depth][height][width][input channel][output channel]. bias: one an output channel, or
/// null. Sums over filter depth, row, column, channel in this order, then adds the bias.
void conv_3d_f32(const Conv3dF32& p, const Unaligned<float>* input, const Unaligned<float>* filter,
                 const Unaligned<float>* bias, float* output);

}  // namespace reference
}  // namespace mote
