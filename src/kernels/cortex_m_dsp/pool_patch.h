// SPDX-License-Identifier: Apache-2.0
// The windows of a pool, for the sources of this folder.
#pragma once

#include "kernels/cortex_m_dsp/pool.h"

namespace mote::cortex_m_dsp {

/// The part of a window inside the input: never empty.
struct Patch {
  const int8_t* first;
  int32_t rows, columns;
  int32_t row_step, step;  ///< bytes
};

struct AxisPart {
  int32_t begin, count;
};
inline AxisPart part_inside(int32_t begin, int32_t filter, int32_t extent) {
  const int32_t end = begin + filter < extent ? begin + filter : extent;
  if (begin < 0) begin = 0;
  return {begin, end - begin};
}

/// output = reduce(patch, output) for each pixel, row by row: it writes all channels, returns their end.
template <class Reduce>
inline void for_each_patch(const Pool& p, const int8_t* input, int8_t* output, Reduce reduce) {
  const int32_t row_bytes = p.input_width * p.channels;
  for (int32_t batch = p.batches; batch > 0; --batch, input += p.input_height * row_bytes) {
    for (int32_t y = 0; y < p.output_height; ++y) {
      const AxisPart rows =
          part_inside(y * p.stride_height - p.pad_top, p.filter_height, p.input_height);
      for (int32_t x = 0; x < p.output_width; ++x) {
        const AxisPart columns =
            part_inside(x * p.stride_width - p.pad_left, p.filter_width, p.input_width);
        Patch patch{input + rows.begin * row_bytes + columns.begin * p.channels, rows.count,
                    columns.count, row_bytes, p.channels};
        // Whole rows are one long row.
        if (columns.count == p.input_width) patch.columns *= rows.count, patch.rows = 1;
        output = reduce(patch, output);
      }
    }
  }
}

}  // namespace mote::cortex_m_dsp
