// SPDX-License-Identifier: Apache-2.0
// What the layers of this overlay share: cores with 32-bit multiplication and nothing wider
// (Cortex-M0, M3, RV32IM). Weights are packed on a host (compiler/pack/scalar.h).
//
// A layer's words come in blocks of output channels. A block of n channels has n Requantizations, then
// its weights as bytes, [depth][n], filled up with zeros to whole words.
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote::scalar {

/// rescale() for factors of at most 1/2, whose sums the host has found to be small enough that
/// nothing wraps.
struct Requantization {
  int32_t bias;        ///< with the input's zero point: bias - zero point * sum of weights
  int32_t multiplier;  ///< Q31
  int32_t shift;       ///< to the right, 1 or more
  int32_t offset;      ///< half of 2^shift, and the output's zero point times 2^shift
};
constexpr int32_t kRequantizationWords = 4;

struct OutputRange {
  int8_t low, high;
};

inline int8_t requantized(const Requantization& q, int32_t sum, const OutputRange& range) {
  const int64_t product = int64_t{sum + q.bias} * q.multiplier;
  const auto high = static_cast<int32_t>((product + (int64_t{1} << 30)) >> 31);
  // Ties away from zero: less one for negative numbers, then ties up.
  const int32_t value = (high + (high >> 31) + q.offset) >> q.shift;
  return static_cast<int8_t>(clamp<int32_t>(value, range.low, range.high));
}

inline const Requantization* requantizations_of(const int32_t* block) {
  return reinterpret_cast<const Requantization*>(block);
}
inline const int8_t* weights_of(const int32_t* block, int32_t channels) {
  return reinterpret_cast<const int8_t*>(block + kRequantizationWords * channels);
}

}  // namespace mote::scalar
