// SPDX-License-Identifier: Apache-2.0
// How kernels with weights as the model has them bring sums to int8: as "exact" of
// requantization.h, where every channel's factor allows, else by rescale().
#pragma once

#include <stdint.h>

#include "base/fixed_point.h"

namespace mote::cortex_m_dsp {

/// Of one channel: a Rescale, or what "exact" makes of it: m2 and p.
struct ChannelFactor {
  int32_t multiplier, power;
};

/// "exact" divides by at least 4. With a p of 0 nothing is left of a sum.
constexpr bool is_exact(const Rescale& factor) {
  return factor.multiplier == 0 || factor.shift <= -2;
}
constexpr ChannelFactor exact_factor(const Rescale& factor) {
  if (factor.multiplier == 0) return {0, 0};
  return {static_cast<int32_t>(static_cast<uint32_t>(factor.multiplier) * 2),
          static_cast<int32_t>(uint32_t{1} << (32 + factor.shift))};
}

struct ChannelFactors {
  const ChannelFactor* first;
  uint8_t step;   ///< 0: one for all channels
  bool is_exact;  ///< all of them are exact_factor(), else plain multiplier and shift
};

/// Of a layer's output.
struct OutputScaling {
  int32_t zero_point;
  int8_t low, high;
};

}  // namespace mote::cortex_m_dsp
