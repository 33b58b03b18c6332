// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/channel_multipliers.h"

namespace mote {

int32_t rescale_packed(int32_t sum, const ChannelMultipliers& factors, int32_t channel) {
  const uint8_t* from = factors.factors;
  const uint32_t word = load<uint32_t>(from + factors.factor_step * channel) << factors.factor_drop;
  const uint8_t* bias_at = from + factors.bias_at + factors.bias_step * channel;
  int32_t bias = load<int32_t>(bias_at) >> factors.bias_drop;
  Rescale factor{static_cast<int32_t>((word & 0x3FFFFFFF) | 0x40000000),
                 factors.shift - static_cast<int32_t>(word >> 30)};
  if (word == 0) {
    from -= kExactChannelBytes * (bias + 1);
    bias = load<int32_t>(from);
    factor = {load<int32_t>(from + 4), static_cast<int8_t>(from[8])};
  }
  const uint32_t total = static_cast<uint32_t>(sum) + static_cast<uint32_t>(bias);
  return rescale(static_cast<int32_t>(total), factor);
}

}  // namespace mote
