// SPDX-License-Identifier: Apache-2.0
// Layers whose weights are as a model has them: some channels at a time are packed into the scratch,
// then all pixels are computed of them. The output must not lie over the input.
//
// Each returns false if a channel cannot be packed; then the output holds nothing of use.
#pragma once

#include "kernels/scalar/conv_2d_s8.h"
#include "kernels/scalar/depthwise_s8.h"
#include "kernels/scalar/fully_connected_s8.h"
#include "kernels/scalar/pack_channel.h"

namespace mote::scalar {

/// Channels that are packed at once: as many as take about so much.
constexpr uint32_t kGroupBytes = 2048;
constexpr int32_t channels_at_once(uint32_t channel_words, int32_t channels) {
  const auto fitting = static_cast<int32_t>(kGroupBytes / (4 * channel_words));
  return fitting < 1 ? 1 : (fitting < channels ? fitting : channels);
}

constexpr uint32_t conv_2d_unpacked_s8_scratch_bytes(const Conv2d& p) {
  const uint32_t words = pixel_channel_words(p.depth);
  return (conv_2d_s8_scratch_bytes(p) + 3) / 4 * 4 +
         4 * words * static_cast<uint32_t>(channels_at_once(words, p.output_channels));
}
bool conv_2d_unpacked_s8(const Conv2d& p, const int8_t* input, const ModelChannels& channels,
                         int8_t* output, uint8_t* scratch);

/// Only where p.rows_at_once is not 0.
constexpr uint32_t depthwise_unpacked_s8_scratch_bytes(const Depthwise& p) {
  return (depthwise_s8_scratch_bytes(p) + 3) / 4 * 4 +
         4 * kTapChannelWords *
             static_cast<uint32_t>(channels_at_once(kTapChannelWords, p.channels));
}
bool depthwise_unpacked_s8(const Depthwise& p, const int8_t* input, const ModelChannels& channels,
                           int8_t* output, uint8_t* scratch);

/// Of four units and more. Needs no scratch.
constexpr bool is_fully_connected_unpacked_s8(int32_t units) { return units >= kUnitsPerBlock; }
bool fully_connected_unpacked_s8(const FullyConnected& p, const int8_t* input,
                                 const ModelChannels& units, int8_t* output);

}  // namespace mote::scalar
