// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, four pixels at once (pixel_sums.h). Depthwise convolution of one
// input channel is the same and packed likewise.
#pragma once

#include "base/row_range.h"
#include "kernels/scalar/pixel_sums.h"

namespace mote::scalar {

struct Conv2d {
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t depth;  ///< products of an output
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point;
  OutputScaling output;
};
/// For one batch.
inline Conv2d rows_of(Conv2d p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// The inputs of four pixels side by side, a column that does not matter, and a pixel of padding.
constexpr uint32_t conv_2d_s8_scratch_bytes(const Conv2d& p) {
  return (p.depth + 1U) * kColumnWords * 4U + p.input_channels;
}

/// words: for each output channel as pixel_sums.h says, filled up to whole words. `scratch`: that many
/// bytes, of words. The output over the input: as compiler/overlap says.
void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch);
/// The first `channels` of the output's channels from `output` on, saturated, not clamped.
void conv_2d_channels_s8(const Conv2d& p, int32_t channels, const int8_t* input,
                         const int32_t* words, int8_t* output, uint8_t* scratch);

}  // namespace mote::scalar
