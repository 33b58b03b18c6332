// SPDX-License-Identifier: Apache-2.0
// The sliding window of convolutions and pools over an NHWC tensor.
#pragma once

#include "base/row_range.h"
#include "ops/op_def.h"

namespace mote {

/// Extents of an NHWC tensor.
struct Shape4 {
  int32_t batches, height, width, channels;
};
Shape4 shape4(const format::TensorView& tensor);

/// Input row of output row y and filter row k: y * stride_h - pad_top + k * dilation_h.
struct Window {
  int32_t filter_h, filter_w;
  int32_t stride_h, stride_w;
  int32_t dilation_h, dilation_w;
  int32_t pad_top, pad_left;  ///< set by fit_window()
};

/// Makes shapes and window those of some rows of the output of one batch.
inline void narrow_to(const RowRange& rows, Shape4& input, Shape4& output, Window& window) {
  input.height = rows_left(input.height, rows);
  output.height = rows.count;
  window.pad_top = rows.above;
}

/// As numbered in the file.
enum class Padding : uint8_t { Same, Valid };

/// Padding before the input along one axis; false if the window does not fit. The output's extent
/// is the file's, as in the reference: it may differ from the computed one, from which the padding
/// follows, as long as every window starts before the input ends. Extents are at least 1.
bool fit_axis(Padding padding, int32_t input, int32_t filter, int32_t stride, int32_t dilation,
              int32_t output, int32_t& pad);

/// Derives the padding and checks that every window of the output starts before the input ends.
/// Input 0 and output 0 must have rank 4 and no extent of zero.
CheckNumber fit_window(PrepareContext& context, uint8_t padding, Window& window);

}  // namespace mote
