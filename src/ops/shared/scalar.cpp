// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/scalar.h"

namespace mote::scalar {

bool fits(const Shape4& input, const Shape4& output, const Window& w) {
  const int32_t extents[] = {input.batches, input.height, input.width,    input.channels,
                             output.height, output.width, output.channels};
  const int32_t bytes[] = {w.filter_h,   w.filter_w,   w.stride_h, w.stride_w,
                           w.dilation_h, w.dilation_w, w.pad_top,  w.pad_left};
  for (const int32_t extent : extents) {
    if (extent > UINT16_MAX) return false;
  }
  for (const int32_t byte : bytes) {
    if (byte < 0 || byte > UINT8_MAX) return false;
  }
  return true;
}

}  // namespace mote::scalar
