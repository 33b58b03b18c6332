// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, with weights as a model has them, OHWI: for interpreters, which
// have nobody to pack them. Not grouped.
#pragma once

#include "base/bytes.h"
#include "base/row_range.h"
#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/row_block.h"

namespace mote::cortex_m_dsp {

struct UnpackedConv2d {
  int32_t batches;
  int32_t input_height, input_width, input_channels;
  int32_t output_height, output_width, output_channels;
  int32_t filter_height, filter_width;
  int32_t stride_height, stride_width;
  int32_t dilation_height, dilation_width;
  int32_t pad_top, pad_left;
  int32_t input_zero_point;
  OutputScaling output;
};

/// For one batch.
inline UnpackedConv2d rows_of(UnpackedConv2d p, const RowRange& rows) {
  p.input_height = rows_left(p.input_height, rows);
  p.output_height = rows.count;
  p.pad_top = rows.above;
  return p;
}

constexpr int32_t unpacked_conv_2d_depth(const UnpackedConv2d& p) {
  return p.filter_height * p.filter_width * p.input_channels;
}
constexpr uint32_t unpacked_conv_2d_columns_bytes(const UnpackedConv2d& p) {
  return static_cast<uint32_t>(row_block_groups(unpacked_conv_2d_depth(p))) * kRowBlockColumnWords *
         4;
}
/// Columns of four pixels, and their patches where the image's own rows do not do.
constexpr uint32_t conv_2d_unpacked_s8_scratch_bytes(const UnpackedConv2d& p) {
  const bool is_whole =
      p.filter_height == 1 && p.filter_width == 1 && p.pad_top == 0 && p.pad_left == 0;
  const auto depth = static_cast<uint32_t>(unpacked_conv_2d_depth(p));
  return unpacked_conv_2d_columns_bytes(p) + (is_whole ? 0 : 4 + kRowBlockPixels * depth);
}

/// filter: read from up to three bytes before it on. bias: one an output channel, or null. input:
/// read from up to three bytes before it on if the filter has one row. `scratch`: that many bytes,
/// aligned to 4. The output must not overlap the input.
void conv_2d_unpacked_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                         const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                         int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
