// SPDX-License-Identifier: Apache-2.0
// Multipliers of the output channels while a kernel runs: computed by an interpreter, or constants
// of compiled code, which hold the biases too.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"

namespace mote {

/// s_in * s_filter / s_out of each channel, as a double holds it, in Q31, and how it is stored. The
/// function is part of it, so that a program links only what reads its own form.
struct ChannelMultipliers {
  int32_t (*rescale)(int32_t sum, const ChannelMultipliers& factors, int32_t channel);
  const uint8_t* factors;  ///< of channel 0
  uint8_t factor_step;     ///< bytes from one channel's to the next; 0: one for all channels

  // rescale_packed() only.

  uint8_t bias_step, bias_at;  ///< likewise of the biases; bytes from `factors` to the first
  uint8_t factor_drop;         ///< bits above the factor in a word of 32
  uint8_t bias_drop;           ///< bits below the bias
  int8_t shift;                ///< the greatest

  /// Of a pair that rescale_pair() reads.
  Rescale pair(int32_t channel) const {
    const uint8_t* at = factors + factor_step * channel;
    return {load<int32_t>(at), static_cast<int8_t>(at[4])};
  }
};

/// Bytes of a multiplier (four) and its shift.
constexpr uint8_t kFactorPairBytes = 5;
inline void store_pair(uint8_t* to, const Rescale& factor) {
  store(to, factor.multiplier);
  store(to + 4, static_cast<int8_t>(factor.shift));
}
/// The factor is a pair.
int32_t rescale_pair(int32_t sum, const ChannelMultipliers& factors, int32_t channel);
/// Pairs of all channels, or one for all.
constexpr ChannelMultipliers factor_pairs(const uint8_t* pairs, bool one_for_all) {
  return {rescale_pair, pairs, one_for_all ? uint8_t{0} : kFactorPairBytes, 0, 0, 0, 0, 0};
}

/// Factor and bias have as many bits as the layer needs. The factor's word, moved up to bit 31: two
/// bits for how far the shift is below the greatest, and the 30 bits below bit 30 of the multiplier,
/// which is always set. A word of zero: the bias is the number of an exact channel, which stand before
/// the factors, the first one nearest: bias, multiplier (four bytes each), shift.
int32_t rescale_packed(int32_t sum, const ChannelMultipliers& factors, int32_t channel);
constexpr int32_t kExactChannelBytes = 9;

/// A channel's sum, with its bias if it is packed, times its multiplier.
inline int32_t rescale_channel(int32_t sum, const ChannelMultipliers& factors, int32_t channel) {
  return factors.rescale(sum, factors, channel);
}

}  // namespace mote
