// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/scalar/multiply_high.h"

namespace mote::scalar {

/// How this core multiplies.
[[gnu::always_inline]] inline int32_t multiply_high_here(int32_t sum, int32_t multiplier) {
  return multiply_high_by_halves(sum, multiplier);
}

}  // namespace mote::scalar
