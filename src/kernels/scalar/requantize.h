// SPDX-License-Identifier: Apache-2.0
// rescale() for the sums and factors of layer.h, for the sources of this folder.
#pragma once

#include "intrinsics.h"
#include "kernels/scalar/layer.h"

namespace mote::scalar {

/// A factor as the core multiplies with it, and what is the same for all sums.
class Requantizer {
 public:
  Requantizer(const Factor& factor, const OutputScaling& scaling)
      : multiplier_(factor.multiplier), shift_(factor.shift) {
    // Half of 2^shift and the output's zero point times 2^shift.
    offset_ = (2 * scaling.zero_point + 1) * (int32_t{1} << (factor.shift - 1));
  }

  /// Saturated to int8.
  [[gnu::always_inline]] int32_t operator()(int32_t sum) const {
    const int32_t high = multiply_high_of_double(sum, multiplier_);
    // Ties away from zero: less one for negative numbers, then ties up.
    return saturate_to_byte((high + (high >> 31) + offset_) >> shift_);
  }

 private:
  Multiplier multiplier_;
  int32_t shift_, offset_;
};

/// Elements of an output of a layer whose range is not all of int8.
inline void clamp_bytes(int8_t* bytes, int32_t count, const OutputScaling& scaling) {
  if (scaling.low == -128 && scaling.high == 127) return;
  for (int8_t* end = bytes + count; bytes != end; ++bytes) {
    *bytes = clamp(*bytes, scaling.low, scaling.high);
  }
}

}  // namespace mote::scalar
