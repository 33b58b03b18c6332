// SPDX-License-Identifier: Apache-2.0
// Images of another height and width, by the nearest or the four nearest elements.
// Source: TFLite operator semantics.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/real.h"
#include "ops/shared/window.h"

namespace mote {

struct ResizeOptions {
  bool align_corners;  ///< the corner elements' centres stay where they are
  bool half_pixel_centers;
};
struct Resize {
  Shape4 input, output;  ///< extents up to kMostExtent
  ResizeOptions options;
  uint32_t element_bytes;  ///< of RESIZE_NEAREST_NEIGHBOR

  static constexpr int32_t kMostExtent = 1 << 20;
};

namespace reference {

/// As the reference computes it in float32, with integers.
struct NearestAxis {
  Real scale;  ///< input extent over output extent, as a float
  int32_t last;
  ResizeOptions options;

  NearestAxis(int32_t input, int32_t output, ResizeOptions options);
  /// Input index of an output index.
  int32_t at(int32_t index) const;
};

/// `columns`: room for as many numbers as the output has columns.
void resize_nearest_neighbor(const Resize& p, const uint8_t* input, uint8_t* output,
                             uint32_t* columns);
void resize_bilinear_s8(const Resize& p, const int8_t* input, int8_t* output);
void resize_bilinear_s16(const Resize& p, const Unaligned<int16_t>* input, int16_t* output);
void resize_bilinear_f32(const Resize& p, const Unaligned<float>* input, float* output);

}  // namespace reference
}  // namespace mote
