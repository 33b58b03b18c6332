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
class ScaledLayer {
 public:
  ScaledLayer(const RunContext& context, const ChannelScales& scales)
      : scales_(scales), filter_scales_(StepContext::of(context).model() + scales.filter_scales_at),
        first_(channel_multiplier(scales, load<uint32_t>(filter_scales_))) {}

  static Rescale factor_of(const void* layer, int32_t channel) {
    return static_cast<const ScaledLayer*>(layer)->factor(static_cast<uint32_t>(channel));
  }

 private:
  Rescale factor(uint32_t channel) const {
    if (channel == 0 || scales_.count == 1) return first_;
    return channel_multiplier(scales_, load<uint32_t>(filter_scales_ + channel * sizeof(uint32_t)));
  }

  const ChannelScales& scales_;
  const uint8_t* filter_scales_;
  Rescale first_;
};

/// For host tools: why an entry runs the reference kernel with its prepared params; null if it does
/// not, or if only the weights can tell.
namespace why_slow {
#define MOTE_OP(room, entry) const char* entry(const void* params);
#include "mote/scalar_ops.inc"
#undef MOTE_OP
}  // namespace why_slow

}  // namespace mote::scalar
