// SPDX-License-Identifier: Apache-2.0
// What the layers of this overlay share: cores with 32-bit multiplication and nothing wider
// (Cortex-M0, M3, RV32IM). Weights are packed on a host (compiler/pack/scalar.h).
//
// A layer's words come in blocks of output channels. A block of n channels has n biases (with the
// input's zero point folded in: bias - zero point * sum of weights, modulo 2^32), n multipliers,
// n shifts, then its weights as bytes, [depth][n], filled up with zeros to whole words.
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote::scalar {

struct OutputRange {
  int8_t zero_point, low, high;
};

/// Output of channel `i` of a block of n, from its sum of products.
inline int8_t output_of(const int32_t* block, int32_t n, int32_t i, int32_t sum,
                        const OutputRange& range) {
  const auto with_bias =
      static_cast<int32_t>(static_cast<uint32_t>(sum) + static_cast<uint32_t>(block[i]));
  const int32_t scaled = rescale(with_bias, block[n + i], block[2 * n + i]);
  return static_cast<int8_t>(clamp<int32_t>(scaled + range.zero_point, range.low, range.high));
}

inline const int8_t* weights_of(const int32_t* block, int32_t n) {
  return reinterpret_cast<const int8_t*>(block + 3 * n);
}

}  // namespace mote::scalar
