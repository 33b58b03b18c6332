// SPDX-License-Identifier: Apache-2.0
// What every element type shares: the shapes and the loop over batches.
#pragma once

#include "ops/batch_matmul/batch_matmul.h"
#include "ops/shared/checks.h"

namespace mote::batch_matmul {

enum Option : uint32_t { kTransposeFirst, kTransposeSecond, kAsymmetric };

CheckNumber fold_shape(PrepareContext& context, BatchMatmulShape& shape);
/// The whole prepare of the integer types. The factor is below 2^most_shift.
CheckNumber fold_integer(PrepareContext& context, int32_t most_shift);

/// Calls multiply(index of the first matrix, of the second) for each of the output's.
template <class Multiply>
void for_each_batch(const BatchMatmulShape& s, Multiply multiply) {
  int32_t at[BatchMatmulShape::kMostAxes] = {};
  int32_t first = 0;
  int32_t second = 0;
  for (;;) {
    multiply(first, second);
    uint32_t axis = s.axes;
    for (;;) {
      if (axis == 0) return;
      --axis;
      if (++at[axis] < s.extents[axis]) break;
      at[axis] = 0;
      first -= (s.extents[axis] - 1) * s.first_steps[axis];
      second -= (s.extents[axis] - 1) * s.second_steps[axis];
    }
    first += s.first_steps[axis];
    second += s.second_steps[axis];
  }
}

/// Sum: uint64_t for 16-bit elements, else uint32_t.
template <class Sum, class In, class Out>
void run_integer(const BatchMatmulInteger& p, const In* first, const In* second, Out* output) {
  const BatchMatmulShape& s = p.shape;
  constexpr int32_t kHalf = 1 << (8 * sizeof(Out) - 1);
  for_each_batch(s, [&](int32_t first_at, int32_t second_at) {
    for (int32_t row = 0; row < s.rows; ++row) {
      for (int32_t column = 0; column < s.columns; ++column) {
        const In* a = first + (first_at + row * s.first_row_step);
        const In* b = second + (second_at + column * s.second_column_step);
        Sum sum = 0;
        for (int32_t i = 0; i < s.depth; ++i) {
          const int32_t x = a[i * s.first_depth_step];
          const int32_t y = b[i * s.second_depth_step];
          sum += static_cast<Sum>(int64_t{x - p.first_zero_point} * (y - p.second_zero_point));
        }
        int32_t scaled = 0;
        if constexpr (sizeof(Sum) == 8) {
          scaled = rescale_64(static_cast<int64_t>(sum), p.factor);
        } else {
          scaled = rescale(static_cast<int32_t>(sum), p.factor);
        }
        const uint32_t moved =
            static_cast<uint32_t>(scaled) + static_cast<uint32_t>(p.output_zero_point);
        *output++ = static_cast<Out>(clamp(static_cast<int32_t>(moved), -kHalf, kHalf - 1));
      }
    }
  });
}

}  // namespace mote::batch_matmul
