// SPDX-License-Identifier: Apache-2.0
// What the rooms' entries with kernels of the overlay scalar share (ROOM/scalar.cpp).
#pragma once

#include "kernels/scalar/unpacked_s8.h"
#include "ops/shared/channel_scales.h"
#include "ops/shared/window.h"

namespace mote::scalar {

/// Beyond this a layer's scratch would be most of an arena.
constexpr uint32_t kMostScratchBytes = 16384;

/// Whether extents and window fit the kernels' structs.
bool fits(const Shape4& input, const Shape4& output, const Window& window);

/// Factors of an operator's channels, for ModelChannels.
struct ScaledLayer {
  const ChannelScales* scales;
  const uint8_t* filter_scales;

  ScaledLayer(const RunContext& context, const ChannelScales& channel_scales)
      : scales(&channel_scales),
        filter_scales(StepContext::of(context).model() + channel_scales.filter_scales_at) {}
  static Rescale factor_of(const void* layer, int32_t channel);
};

/// For host tools: why an entry runs the reference kernel with its prepared params; null if it does
/// not, or if only the weights can tell.
namespace why_slow {
#define MOTE_OP(room, entry) const char* entry(const void* params);
#include "mote/scalar_ops.inc"
#undef MOTE_OP
}  // namespace why_slow

}  // namespace mote::scalar
