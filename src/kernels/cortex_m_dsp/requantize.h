// SPDX-License-Identifier: Apache-2.0
// From sums to int8 (channel_factors.h), for the sources of this folder.
#pragma once

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/channel_factors.h"

namespace mote::cortex_m_dsp {

/// Saturated to int8. Not yet clamped to the range of the activation: clamp_bytes() does that.
template <bool kIsExact>
inline int8_t requantize(int32_t sum, const ChannelFactor& f, int32_t zero_point) {
  if constexpr (kIsExact) {
    const uint32_t lowered = static_cast<uint32_t>(sum) + static_cast<uint32_t>(sum >> 31);
    const int32_t high = smmlar(sum, f.multiplier, static_cast<int32_t>(lowered));
    return static_cast<int8_t>(ssat8(smmlar(high, f.power, zero_point)));
  }
  const int32_t scaled = rescale(sum, f.multiplier, f.power) + zero_point;
  return static_cast<int8_t>(clamp<int32_t>(scaled, -128, 127));
}

/// All outputs of a layer.
inline void clamp_bytes(int8_t* bytes, int32_t count, const OutputScaling& scaling) {
  if (scaling.low == -128 && scaling.high == 127) return;
  const uint32_t low = static_cast<uint8_t>(scaling.low) * 0x01010101U;
  const uint32_t high = static_cast<uint8_t>(scaling.high) * 0x01010101U;
  for (; count >= 4; count -= 4, bytes += 4) {
    uint32_t word = 0;
    __builtin_memcpy(&word, bytes, 4);
    word = lesser_bytes(greater_bytes(word, low), high);
    __builtin_memcpy(bytes, &word, 4);
  }
  for (; count > 0; --count, ++bytes) *bytes = clamp(*bytes, scaling.low, scaling.high);
}

}  // namespace mote::cortex_m_dsp
