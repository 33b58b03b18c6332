// SPDX-License-Identifier: Apache-2.0
// What average and max pooling share: shapes, window and checks.
#pragma once

#include "ops/shared/activation.h"
#include "ops/shared/window.h"

namespace mote {

enum PoolOption : uint32_t {
  kPoolPadding,
  kPoolStrideW,
  kPoolStrideH,
  kPoolFilterW,
  kPoolFilterH,
  kPoolActivation
};

struct PoolShape {
  Shape4 input, output;
  Window window;
};
struct PoolS8 {
  PoolShape shape;
  RangeS8 range;
};
/// Quantised types beside int8.
struct PoolInteger {
  PoolS8 narrow;  ///< its range is unused
  RangeS32 range;
};
struct PoolF32 {
  PoolShape shape;
  RangeF32 range;
};

inline const PoolShape& pool_shape(const PoolS8& p) { return p.shape; }
inline const PoolShape& pool_shape(const PoolInteger& p) { return p.narrow.shape; }
inline const PoolShape& pool_shape(const PoolF32& p) { return p.shape; }

inline PoolS8 rows_of(PoolS8 p, const RowRange& rows) {
  narrow_to(rows, p.shape.input, p.shape.output, p.shape.window);
  return p;
}
inline PoolInteger rows_of(PoolInteger p, const RowRange& rows) {
  p.narrow = rows_of(p.narrow, rows);
  return p;
}
inline PoolF32 rows_of(PoolF32 p, const RowRange& rows) {
  narrow_to(rows, p.shape.input, p.shape.output, p.shape.window);
  return p;
}

/// Input and output share scale and zero point: pools do not rescale.
CheckNumber prepare_pool_s8(PrepareContext& context);
CheckNumber prepare_pool_integer(PrepareContext& context);
CheckNumber prepare_pool_f32(PrepareContext& context);

/// The part of the window of output (y, x) that lies inside the input: rows [top, bottom),
/// columns [left, right). Never empty.
struct Patch {
  int32_t top, bottom, left, right;
  int32_t count() const { return (bottom - top) * (right - left); }
};
Patch patch_at(const PoolShape& shape, int32_t y, int32_t x);

/// Calls reduce(patch, index of the channel's first element of the batch) for each output element.
template <class Reduce>
void for_each_patch(const PoolShape& shape, Reduce reduce) {
  for (int32_t b = 0; b < shape.output.batches; ++b) {
    for (int32_t y = 0; y < shape.output.height; ++y) {
      for (int32_t x = 0; x < shape.output.width; ++x) {
        const Patch patch = patch_at(shape, y, x);
        for (int32_t c = 0; c < shape.output.channels; ++c) {
          reduce(patch, b * shape.input.height * shape.input.width * shape.input.channels + c);
        }
      }
    }
  }
}

/// Folds take(value, element) over a patch, rows first.
template <class T, class Element, class Take>
T fold_patch(const PoolShape& shape, const Patch& patch, const Element* channel, T value,
             Take take) {
  for (int32_t y = patch.top; y < patch.bottom; ++y) {
    for (int32_t x = patch.left; x < patch.right; ++x) {
      value = take(value, T{channel[(y * shape.input.width + x) * shape.input.channels]});
    }
  }
  return value;
}

}  // namespace mote
