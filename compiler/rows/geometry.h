// SPDX-License-Identifier: Apache-2.0
// Operators that can be run a few rows at a time: which rows of their inputs some rows of their output
// need. Rows are the second axis of an NHWC tensor of one batch.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "ops/shared/window.h"

namespace mote::compiler {

/// Output row y reads input rows y * stride - pad_top + [0, extent), of which those outside count as
/// padding.
struct RowGeometry {
  uint32_t inputs;  ///< operands that are read by rows: the first ones
  int32_t extent, stride, pad_top;
  int32_t input_height, output_height;
  bool is_elementwise = false;  ///< an element is read just before it is written

  /// First input row of output row y, and the one behind the last row of the outputs before `end`.
  int32_t first_for(int32_t y) const {
    const int32_t row = y * stride - pad_top;
    return row < 0 ? 0 : row < input_height ? row : input_height;
  }
  int32_t end_for(int32_t end) const {
    const int32_t row = (end - 1) * stride - pad_top + extent;
    return row < 0 ? 0 : row < input_height ? row : input_height;
  }
};

/// How far behind its input's start an output may begin if its rows are made one by one from the last
/// to the first: no row reaches into rows of the input that it or those before it still read.
inline int64_t trail_of_rows(const RowGeometry& g, int64_t input_row_bytes,
                             int64_t output_row_bytes) {
  int64_t trail = INT64_MIN;
  for (int32_t y = 0; y < g.output_height; ++y) {
    trail = std::max(trail, g.end_for(y + 1) * input_row_bytes - y * output_row_bytes);
  }
  return trail;
}

/// Of a window; nothing for more than one batch.
inline std::optional<RowGeometry> rows_of_window(const Shape4& input, const Shape4& output,
                                                 const Window& w) {
  if (input.batches != 1) return std::nullopt;
  const int32_t dilation = w.dilation_h == 0 ? 1 : w.dilation_h;
  return RowGeometry{
      1, (w.filter_h - 1) * dilation + 1, w.stride_h, w.pad_top, input.height, output.height};
}

}  // namespace mote::compiler
