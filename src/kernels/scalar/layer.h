// SPDX-License-Identifier: Apache-2.0
// What the layers of this overlay share: cores that multiply 32-bit numbers one at a time (Cortex-M0,
// M3, RV32IM). Weights are packed on a host (compiler/pack/scalar.h).
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote::scalar {

/// A factor of at most 1/2: multiplier * 2^(-31 - shift).
struct Factor {
  int32_t multiplier;  ///< Q31
  int32_t shift;       ///< to the right, 1 or more
};
/// Sums that are brought to int8 are less than this, up or down, with their bias.
constexpr int64_t kSumBound = int64_t{1} << 28;

struct OutputScaling {
  int8_t zero_point;
  int8_t low, high;
};

/// Elements of a block of outputs, of neighbouring pixels or units.
constexpr int32_t kSumsPerBlock = 4;

inline const int8_t* bytes_of(const int32_t* words) {
  return reinterpret_cast<const int8_t*>(words);
}

}  // namespace mote::scalar
