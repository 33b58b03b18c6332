// SPDX-License-Identifier: Apache-2.0
// Multipliers and biases of a layer's channels in the fewest bytes that mote::rescale_packed() reads
// (src/ops/shared/channel_multipliers.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ops/shared/channel_multipliers.h"
#include "weights/multiplier_interval.h"

namespace mote::compiler {

struct ChannelNumbers {
  Rescale factor;
  MultiplierInterval multipliers;  ///< any of them will do
  int32_t bias = 0;
};

struct ChannelRecords {
  std::vector<uint8_t> bytes;
  uint32_t first = 0;         ///< of `bytes`: where the factor of channel 0 is
  uint32_t exact = 0;         ///< channels that are stored exactly, before it
  uint32_t bias_bytes = 0;    ///< of `bytes`: what biases take, if any is not zero
  ChannelMultipliers form{};  ///< without the pointers
};

/// The smallest records; there are some for any numbers.
ChannelRecords channel_records(const std::vector<ChannelNumbers>& channels);

}  // namespace mote::compiler
