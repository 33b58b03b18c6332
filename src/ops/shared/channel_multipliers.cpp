// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/channel_multipliers.h"

namespace mote {

int32_t rescale_pair(int32_t sum, const ChannelMultipliers& factors, int32_t channel) {
  return rescale(sum, factors.pair(channel));
}

}  // namespace mote
