// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors, NHWC, multiplier 1, filters of at most 4x4, with weights packed
// on a host (compiler/pack/mve.h).
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/row_range.h"
#include "kernels/cortex_m_mve/depthwise_line.h"

namespace mote::cortex_m_mve {

struct Depthwise {
  uint16_t batches, channels;
  uint16_t input_height, input_width, output_height, output_width;
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point, output_zero_point;
  int8_t low, high;
  uint8_t is_exact;             ///< 0: low >= the output's zero point
  DepthwiseLineFunction* line;  ///< mote_mve_depthwise_squares if is_by_squares(), else _rows
};
/// For one batch.
inline Depthwise rows_of(Depthwise p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// Two rows of outputs at once, and two columns.
constexpr bool is_by_squares(const Depthwise& p) {
  return p.stride_height == 1 && p.stride_width == 1 && p.dilation_height == 1 &&
         p.dilation_width == 1 && p.filter_height <= 3 && p.filter_width <= 3;
}

/// Columns of the interleaved rows: all of the image with its padding, and all that is read.
constexpr int32_t depthwise_columns(const Depthwise& p) {
  const int32_t together = is_by_squares(p) ? 2 : 4;
  const int32_t outputs = (p.output_width + together - 1) / together * together;
  const int32_t read =
      is_by_squares(p) ? outputs + 2 : (outputs - 1) * p.stride_width + 3 * p.dilation_width + 1;
  const int32_t image = p.pad_left + p.input_width;
  return read > image ? read : image;
}
constexpr uint32_t depthwise_row_bytes(const Depthwise& p) {
  return align_up(static_cast<uint32_t>(p.input_width * p.channels), 4);
}

/// The interleaved rows, and a row of padding.
constexpr uint32_t depthwise_s8_scratch_bytes(const Depthwise& p) {
  constexpr uint32_t kBehind = 60;  // as mote_mve_interleave says
  return static_cast<uint32_t>(depthwise_columns(p) * p.channels * kPatch) + kBehind +
         depthwise_row_bytes(p);
}

/// words: as depthwise_line.h has them, aligned to 4. `scratch`: that many bytes, aligned to 4. The
/// output over the input: as compiler/overlap says.
void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output,
                  uint8_t* scratch);

}  // namespace mote::cortex_m_mve
