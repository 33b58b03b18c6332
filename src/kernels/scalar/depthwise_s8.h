// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors, NHWC, depth multiplier 1, no dilation; quickest for filters of
// 3x3, whose windows inside the image take no branches.
#pragma once

#include "base/row_range.h"
#include "kernels/scalar/layer.h"

namespace mote::scalar {

struct Depthwise {
  uint16_t batches, channels;
  uint16_t input_height, input_width, output_height, output_width;
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point;
  OutputScaling output;
};
/// For one batch.
inline Depthwise rows_of(Depthwise p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

struct DepthwiseHead {
  int32_t bias;        ///< with the input's zero point: bias - zero point * sum of weights
  int32_t plain_bias;  ///< as it is in the model
  Factor factor;
};
constexpr int32_t kDepthwiseHeadWords = 4;

/// words: for each channel its head and its weights, filled up to whole words. The output over the
/// input: as compiler/overlap says.
void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output);

}  // namespace mote::scalar
