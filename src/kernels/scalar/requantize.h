// SPDX-License-Identifier: Apache-2.0
// rescale() for the sums and factors of layer.h, in C++, for the sources of this folder.
#pragma once

#include "product.h"
#include "kernels/scalar/layer.h"

namespace mote::scalar {

[[gnu::always_inline]] inline int8_t saturated(int32_t value) {
  const bool fits = value == static_cast<int8_t>(value);
  return static_cast<int8_t>(__builtin_expect(fits, 1) ? value : (value >> 31) ^ 127);
}

/// offset: twice the output's zero point, and 1. Saturated to int8.
[[gnu::always_inline]] inline int8_t requantized(int32_t sum, const Factor& factor,
                                                 int32_t offset) {
  const int32_t high = multiply_high_here(sum, factor.multiplier);
  // Ties away from zero: less one for negative numbers, then ties up: half of 2^shift.
  const int32_t shifted_offset = offset * (int32_t{1} << (factor.shift - 1));
  return saturated((high + (high >> 31) + shifted_offset) >> factor.shift);
}

}  // namespace mote::scalar
