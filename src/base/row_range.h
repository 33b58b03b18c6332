// SPDX-License-Identifier: Apache-2.0
// Some rows of an operator's output and what it reads for them: the params of a kernel for all rows
// become those for a few by rows_of(), which stands beside each kernel that can do so.
#pragma once

#include <stdint.h>

namespace mote {

/// Rows [first, first + count) of the output of a window that slides over rows of an input.
struct RowRange {
  int32_t first, count;
  int32_t
      skipped;  ///< rows of the input above the window of row `first`: the kernel gets what follows
  int32_t above;     ///< rows of padding that the window of row `first` still sees
  int32_t elements;  ///< of these rows of the output
};

/// stride: rows from window to window; pad_top: rows of padding before the whole input.
constexpr RowRange row_range(int32_t first, int32_t count, int32_t stride, int32_t pad_top,
                             int32_t row_elements) {
  const int32_t top = first * stride - pad_top;
  return {first, count, top < 0 ? 0 : top, top < 0 ? -top : 0, count * row_elements};
}

/// Of the rows of an input, those that the kernel gets; none for a window that lies wholly in the padding
/// below.
constexpr int32_t rows_left(int32_t rows, const RowRange& range) {
  return rows > range.skipped ? rows - range.skipped : 0;
}

}  // namespace mote
