// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, with weights packed on a host (compiler/pack/mve.h). Depthwise
// convolution of one input channel is the same and packed likewise.
#pragma once

#include <stdint.h>

#include "base/row_range.h"
#include "kernels/cortex_m_mve/matrix_block.h"

namespace mote::cortex_m_mve {

struct Conv2d {
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t steps;  ///< steps_of(filter height * filter width * input channels)
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point, output_zero_point;
  int8_t low, high;
  uint8_t is_exact;  ///< 0: low >= the output's zero point
};
/// For one batch.
inline Conv2d rows_of(Conv2d p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// Windows are pixels: they are read from the input itself, as far as there are bytes behind them.
constexpr bool is_pointwise(const Conv2d& p) { return p.filter_height * p.filter_width == 1; }

/// No window reaches into padding.
constexpr bool are_windows_inside(const Conv2d& p) {
  const int32_t bottom = (p.output_height - 1) * p.stride_height + p.filter_height;
  const int32_t right = (p.output_width - 1) * p.stride_width + p.filter_width;
  return p.pad_top == 0 && p.pad_left == 0 && bottom <= p.input_height && right <= p.input_width;
}

/// Columns of two pixels.
constexpr uint32_t conv_2d_s8_scratch_bytes(const Conv2d& p) {
  const bool is_in_place =
      is_pointwise(p) && p.steps * kStep == p.input_channels && are_windows_inside(p);
  return is_in_place ? 0 : static_cast<uint32_t>(kPixelsPerBlock * kStep) * p.steps;
}

/// words: as matrix_block.h has them, aligned to 4. `scratch`: that many bytes. The output over the
/// input: as compiler/overlap says.
void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch);

}  // namespace mote::cortex_m_mve
