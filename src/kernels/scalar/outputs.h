// SPDX-License-Identifier: Apache-2.0
// From the sums of a block of neighbouring pixels to int8.
#pragma once

#include "kernels/scalar/layer.h"

namespace mote::scalar {

struct OutputBlock {
  int32_t offset;  ///< twice the output's zero point, and 1
  int32_t step;    ///< bytes from a pixel to the next one
  int32_t count;   ///< of the block's pixels, 1 or more
};
constexpr OutputBlock output_block(const OutputScaling& scaling, int32_t step, int32_t count) {
  return {2 * scaling.zero_point + 1, step, count};
}

/// rescale() for sums within kSumBound, saturated to int8, not yet clamped to an activation's range.
extern "C" void mote_scalar_write_outputs(const int32_t* sums, const Factor* factor, int8_t* output,
                                          const OutputBlock* block);

/// Elements of an output of a layer whose range may not be all of int8.
inline void clamp_bytes(int8_t* bytes, int32_t count, const OutputScaling& scaling) {
  if (scaling.low == -128 && scaling.high == 127) return;
  for (int8_t* end = bytes + count; bytes != end; ++bytes) {
    *bytes = clamp(*bytes, scaling.low, scaling.high);
  }
}

}  // namespace mote::scalar
