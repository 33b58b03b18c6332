// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, with weights packed on a host (compiler/pack/conv_2d.h).
// Depthwise convolution of one input channel is the same and packed likewise.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/row_range.h"
#include "kernels/cortex_m_dsp/matrix_block.h"

namespace mote::cortex_m_dsp {

struct Conv2d {
  MatrixBlockFunction* block;
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t groups;  ///< packed_groups(filter height, filter width * input channels)
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point, output_zero_point;
  uint8_t factor_words;  ///< of a pair of channels
};
/// For one batch.
inline Conv2d rows_of(Conv2d p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// Groups of four weights that hold `bytes` a row of what is left of `rows` rows.
constexpr int32_t rest_groups(int32_t rows, int32_t bytes) { return (rows * bytes + 3) / 4; }
/// A row of the filter in whole groups, of which the last is filled up, if that costs no more
/// groups than collecting what is left of all rows behind the last row.
constexpr int32_t conv_2d_row_groups(int32_t rows, int32_t row_depth) {
  const int32_t whole = row_depth / 4, filled = (row_depth + 3) / 4;
  return rows * filled <= rows * whole + rest_groups(rows, row_depth % 4) ? filled : whole;
}
/// What is left of each row.
constexpr int32_t conv_2d_row_rest(int32_t rows, int32_t row_depth) {
  const int32_t left = row_depth - 4 * conv_2d_row_groups(rows, row_depth);
  return left < 0 ? 0 : left;
}
/// Groups of an output channel: those of each row of the filter, then those of the rest.
constexpr int32_t packed_groups(int32_t rows, int32_t row_depth) {
  const int32_t groups = rows * conv_2d_row_groups(rows, row_depth) +
                         rest_groups(rows, conv_2d_row_rest(rows, row_depth));
  return groups < kLeastGroups ? kLeastGroups : groups;
}
constexpr int32_t rest_bytes_of(const Conv2d& p) {
  const int32_t row_depth = p.filter_width * p.input_channels;
  return 4 * rest_groups(p.filter_height, conv_2d_row_rest(p.filter_height, row_depth));
}

constexpr uint32_t conv_2d_columns_bytes(const Conv2d& p) {
  return p.groups * kColumnWordsPerGroup * 4;
}
/// One row of the filter of padding.
constexpr uint32_t conv_2d_row_bytes(const Conv2d& p) {
  return align_up(p.filter_width * p.input_channels, 4);
}
/// The rest of the rows, and patches that reach into the padding, in rows as they are read.
constexpr uint32_t conv_2d_patches_bytes(const Conv2d& p) {
  const uint32_t patch = 4 * p.groups > p.filter_height * conv_2d_row_bytes(p)
                             ? 4 * p.groups
                             : p.filter_height * conv_2d_row_bytes(p);
  return kPixelsPerBlock * (patch + static_cast<uint32_t>(rest_bytes_of(p)));
}
/// Columns of three pixels, a row of padding, and room for either their patches or outputs that are
/// not all stored.
constexpr uint32_t conv_2d_s8_scratch_bytes(const Conv2d& p) {
  const uint32_t outputs = align_up(kPixelsPerBlock * align_up(p.output_channels, 2), 4);
  const uint32_t patches = conv_2d_patches_bytes(p);
  return conv_2d_columns_bytes(p) + conv_2d_row_bytes(p) + (patches > outputs ? patches : outputs);
}
/// The same with int32 outputs for every block.
constexpr uint32_t conv_2d_wide_s8_scratch_bytes(const Conv2d& p) {
  const uint32_t outputs = kPixelsPerBlock * align_up(p.output_channels, 2) * 4;
  const uint32_t patches = conv_2d_patches_bytes(p);
  return conv_2d_columns_bytes(p) + conv_2d_row_bytes(p) + (patches > outputs ? patches : outputs);
}

/// `scratch`: that many bytes, aligned to 4. The output over the input: as compiler/overlap says.
void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* weights, int8_t* output,
                uint8_t* scratch);

/// For factors and ranges that the blocks cannot do: p.block is mote_dsp_matrix_block_sums.
struct Conv2dWide {
  Conv2d conv;
  int8_t low, high;
};
inline Conv2dWide rows_of(Conv2dWide p, const RowRange& rows) {
  p.conv = rows_of(p.conv, rows);
  return p;
}
void conv_2d_wide_s8(const Conv2dWide& p, const int8_t* input, const int32_t* weights,
                     const WideChannel* channels, int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
