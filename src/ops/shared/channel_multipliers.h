// SPDX-License-Identifier: Apache-2.0
// Multipliers of the output channels while a kernel runs: computed by an interpreter, or constants
// of compiled code.
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote {

/// s_in * s_filter / s_out of each channel, as a double holds it, in Q31.
struct ChannelMultipliers {
  /// With `shifts`: Q31. Without: its low 30 bits (bit 30 is always set), and above them how much
  /// the channel's shift is below `shift`.
  const uint32_t* words;
  const int8_t* shifts;  ///< null where all lie within [shift - 3, shift]
  int32_t shift;
  uint32_t mask;  ///< of the channel's number: all bits; 0: one multiplier for all channels

  Rescale at(int32_t channel) const {
    const uint32_t i = static_cast<uint32_t>(channel) & mask;
    const uint32_t word = words[i];
    if (shifts != nullptr) return {static_cast<int32_t>(word), shifts[i]};
    return {static_cast<int32_t>((word & 0x3FFFFFFF) | 0x40000000),
            shift - static_cast<int32_t>(word >> 30)};
  }
};

/// A channel's sum times its multiplier. Out of line: several kernels of an image share it.
int32_t rescale_channel(int32_t sum, const ChannelMultipliers& factors, int32_t channel);

}  // namespace mote
