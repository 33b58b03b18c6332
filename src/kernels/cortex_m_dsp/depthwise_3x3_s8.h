// SPDX-License-Identifier: Apache-2.0
// Depthwise 3x3 convolution of int8 tensors, NHWC, depth multiplier 1, no dilation, with weights
// packed on a host (compiler/pack/depthwise_3x3.h). A line is a row of the image or, if that is
// longer, a column.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/row_range.h"
#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/depthwise_line.h"

namespace mote::cortex_m_dsp {

struct Depthwise3x3 {
  DepthwiseLineFunction* line;
  uint16_t batches, channels;
  uint16_t input_lines, input_length;
  uint16_t output_lines, output_length;
  uint8_t line_stride, stride;  ///< from line to line; along a line: 1 or 2
  uint8_t line_pad, pad;        ///< before the first line; before a line's first element
  uint8_t is_transposed;        ///< 1: a line is a column of the image
  uint8_t channel_words;        ///< packed: 5, or 6 of the exact kind, or 7 of the wide one
  int8_t input_zero_point, output_zero_point;
};
/// For one batch, and lines that are rows.
inline Depthwise3x3 rows_of(Depthwise3x3 p, const RowRange& rows) {
  p.input_lines = static_cast<uint16_t>(rows_left(p.input_lines, rows));
  p.output_lines = static_cast<uint16_t>(rows.count);
  p.line_pad = static_cast<uint8_t>(rows.above);
  return p;
}

constexpr uint32_t depthwise_3x3_s8_scratch_bytes(const Depthwise3x3& p) {
  return kChannelsPerLine * sizeof(DepthwiseChannel) +
         static_cast<uint32_t>(depthwise_line_pairs(p.output_length, p.stride) *
                               kLineWordsPerPair) *
             4;
}

/// channels: for each three words of three weights and a zero byte, the bias, the factors.
/// `scratch`: that many bytes, aligned to 4. The output over the input: as compiler/overlap says.
void depthwise_3x3_s8(const Depthwise3x3& p, const int8_t* input, const int32_t* channels,
                      int8_t* output, uint8_t* scratch);

/// For layers of which some channels need rescale() itself: a channel's words end with 1 if it
/// does, its factors are then multiplier and shift of a Rescale and its bias is not times 256; with
/// 0 it is one of p.layer.line.
struct Depthwise3x3Wide {
  Depthwise3x3 layer;
  DepthwiseLineFunction* sums;
  int8_t low, high;
};
inline Depthwise3x3Wide rows_of(Depthwise3x3Wide p, const RowRange& rows) {
  p.layer = rows_of(p.layer, rows);
  return p;
}
constexpr uint32_t depthwise_3x3_wide_s8_scratch_bytes(const Depthwise3x3& p) {
  return depthwise_3x3_s8_scratch_bytes(p) + p.output_length * 4U;
}
void depthwise_3x3_wide_s8(const Depthwise3x3Wide& p, const int8_t* input, const int32_t* channels,
                           int8_t* output, uint8_t* scratch);

/// Weights as a model has them, [row][column][channel]; bias: one a channel, or null; factors: all
/// exact.
struct Depthwise3x3Model {
  const int8_t* filter;
  const Unaligned<int32_t>* bias;
  ChannelFactors factors;
};
/// Four channels, or those that are left, from `first` on, which are packed for that; p.line is of the
/// exact kind. False, and nothing is done, if their sums might need more than 24 bits.
bool depthwise_3x3_of_model_s8(const Depthwise3x3& p, const int8_t* input, int32_t first,
                               const Depthwise3x3Model& model, int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
