// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors, NHWC, for filters of up to 7 columns, horizontal strides of 1
// or 2 and any multiplier, with weights as the model has them. Rows of the image become rows of single
// channels in scratch, as halves, where neighbouring elements are one operand. A dilated filter is a
// greater one with zeros in it.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/checked.h"
#include "kernels/cortex_m_dsp/channel_factors.h"
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"

namespace mote::cortex_m_dsp {

/// One row of outputs of one channel.
struct DepthwiseRow {
  const uint32_t* inputs;   ///< pairs of elements; the filter's rows of them in any rotation
  const uint32_t* weights;  ///< of each row, in the order of the inputs' rows
  int32_t filter_rows;
  int32_t row_words;  ///< from row to row of the inputs
  int32_t outputs, step;
  int32_t bias;
  ChannelFactor factor;
  bool is_exact;
  int32_t zero_point;
};
/// For filters of some columns (kPairs words of two weights a row at most) and a stride.
using DepthwiseRowFunction = void(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_3(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_5(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_7(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_3_stride_2(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_5_stride_2(const DepthwiseRow& row, int8_t* output);
void depthwise_row_of_7_stride_2(const DepthwiseRow& row, int8_t* output);

constexpr int32_t kDepthwiseRowsMostColumns = 7;
/// Of the filter with its zeros.
constexpr int32_t depthwise_rows_columns(const UnpackedConv2d& p) {
  return (p.filter_width - 1) * p.dilation_width + 1;
}
constexpr int32_t depthwise_rows_rows(const UnpackedConv2d& p) {
  return (p.filter_height - 1) * p.dilation_height + 1;
}
constexpr bool fits_depthwise_rows(const UnpackedConv2d& p) {
  return int64_t{p.filter_width - 1} * p.dilation_width < kDepthwiseRowsMostColumns &&
         p.stride_width <= 2 && (p.filter_height == 1 || p.dilation_height <= 4);
}
/// Words of two weights that the function takes for a row, for one position of the outputs.
constexpr int32_t depthwise_row_pairs(const UnpackedConv2d& p) {
  const int32_t columns = depthwise_rows_columns(p);
  return columns <= 3 ? 2 : columns <= 5 ? 3 : 4;
}
/// Outputs are made four at a time.
constexpr uint32_t depthwise_row_words(const UnpackedConv2d& p) {
  const uint32_t blocks = static_cast<uint32_t>(p.output_width - 1) / 4 + 1;
  return blocks * 2 * static_cast<uint32_t>(p.stride_width) +
         static_cast<uint32_t>(depthwise_row_pairs(p));
}
constexpr int32_t depthwise_row_weight_words(const UnpackedConv2d& p) {
  return depthwise_row_pairs(p) * (p.stride_width == 1 ? 2 : 1);
}
/// Of four channels: rows of inputs, and of weights, most of them twice.
constexpr uint32_t depthwise_rows_s8_scratch_bytes(const UnpackedConv2d& p) {
  const uint64_t rows = uint64_t(p.filter_height - 1) * uint64_t(p.dilation_height) + 1;
  const uint64_t most = kTooManyBytes;
  const uint64_t words = rows < most ? rows * depthwise_row_words(p) : most;
  const uint64_t weights = (2 * rows - 1) * uint64_t(depthwise_row_weight_words(p));
  return checked_bytes((words < most ? words + weights : most) * 4 * 4);
}

/// The one for the filter's columns and the stride; links them all.
inline DepthwiseRowFunction* depthwise_row_function(const UnpackedConv2d& p) {
  static constexpr DepthwiseRowFunction* kFunctions[][3] = {
      {depthwise_row_of_3, depthwise_row_of_5, depthwise_row_of_7},
      {depthwise_row_of_3_stride_2, depthwise_row_of_5_stride_2, depthwise_row_of_7_stride_2}};
  return kFunctions[p.stride_width - 1][depthwise_row_pairs(p) - 2];
}

/// `row`: the function for the filter's columns and the stride. filter: [row][column][channel];
/// bias: one a channel, or null. `scratch`: aligned to 4.
void depthwise_rows_s8(const UnpackedConv2d& p, DepthwiseRowFunction* row, const int8_t* input,
                       const int8_t* filter, const Unaligned<int32_t>* bias,
                       const ChannelFactors& factors, int8_t* output, uint8_t* scratch);

/// The multiples of input channels from `first` on, four or as many as are left; not yet clamped to the
/// range of an activation.
void depthwise_rows_of_four_s8(const UnpackedConv2d& p, DepthwiseRowFunction* row, int32_t first,
                               const int8_t* input, const int8_t* filter,
                               const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                               int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
