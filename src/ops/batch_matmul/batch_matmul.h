// SPDX-License-Identifier: Apache-2.0
// Matrix products of the last two axes, either matrix possibly transposed; the axes before them
// broadcast as NumPy's do.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/hybrid.h"

namespace mote {

/// Steps are in elements.
struct BatchMatmulShape {
  static constexpr uint32_t kMostAxes = format::kMaxRank - 2;
  int32_t rows, depth, columns;
  int32_t first_row_step, first_depth_step;
  int32_t second_depth_step, second_column_step;
  uint32_t axes;  ///< of the batches, outermost first
  int32_t extents[kMostAxes];
  int32_t first_steps[kMostAxes], second_steps[kMostAxes];
};
struct BatchMatmulInteger {
  BatchMatmulShape shape;
  int32_t first_zero_point, second_zero_point, output_zero_point;
  Rescale factor;
};
struct BatchMatmulHybrid {
  BatchMatmulShape shape;
  float second_scale;
  bool asymmetric;
};

namespace reference {

/// The accumulator wraps at 32 bits, as TFLite's does.
void batch_matmul_s8(const BatchMatmulInteger& p, const int8_t* first, const int8_t* second,
                     int8_t* output);
void batch_matmul_s16(const BatchMatmulInteger& p, const Unaligned<int16_t>* first,
                      const Unaligned<int16_t>* second, int16_t* output);
/// Sums in the order of depth.
void batch_matmul_f32(const BatchMatmulShape& p, const Unaligned<float>* first,
                      const Unaligned<float>* second, float* output);
/// A float matrix, quantised a row at a time into `quantized`, times one of 8 bits.
void batch_matmul_hybrid(const BatchMatmulHybrid& p, const Unaligned<float>* first,
                         const int8_t* second, int8_t* quantized, float* output);

}  // namespace reference
}  // namespace mote
