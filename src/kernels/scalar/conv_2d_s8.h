// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, three pixels times two output channels at once: five loads for six
// multiply-accumulates. Depthwise convolution of one input channel is the same and packed likewise.
#pragma once

#include "base/row_range.h"
#include "kernels/scalar/layer.h"

namespace mote::scalar {

struct Conv2d {
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t depth;  ///< products of an output, filled up to a multiple of 4
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point;
  OutputRange range;
};
/// For one batch.
inline Conv2d rows_of(Conv2d p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

constexpr int32_t kChannelsPerBlock = 2;

constexpr int32_t kPixelsPerBlock = 3;

/// The inputs of three pixels, side by side.
constexpr uint32_t conv_2d_s8_scratch_bytes(const Conv2d& p) { return p.depth * 3U; }

/// words: a block for each two output channels, of which the last may be one of zeros. `scratch`: that
/// many bytes. The output over the input: as compiler/overlap says.
void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch);

}  // namespace mote::scalar
