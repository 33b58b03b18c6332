// SPDX-License-Identifier: Apache-2.0
// Multipliers of the output channels, computed from the model's scales into scratch whenever the
// operator runs: that costs a division a channel and saves their memory between runs.
#pragma once

#include "ops/op_def.h"
#include "ops/shared/channel_multipliers.h"

namespace mote {

/// Part of an operator's params. Scales are bits of floats.
struct ChannelScales {
  uint32_t input_scale;
  uint32_t output_scale;
  uint32_t filter_scales_at;       ///< bytes from the start of the model
  uint8_t round_product_to_float;  ///< 1: s_in * s_filter is rounded to a float first
  uint32_t count;                  ///< of scales: that of the channels, or 1
};

/// Bytes of scratch for their multipliers and shifts.
constexpr uint32_t channel_scratch_bytes(const ChannelScales& scales) {
  return scales.count * kFactorPairBytes;
}

/// Folds the scales of input 0, filter (input 1) and output 0. A filter has one scale or one for
/// each of `channels`, along `channel_dimension`.
CheckNumber fold_channel_scales(PrepareContext& context, uint32_t channels,
                                int32_t channel_dimension, ChannelScales& scales);

/// Of one channel; `filter_scale`: the bits of its float.
Rescale channel_multiplier(const ChannelScales& scales, uint32_t filter_scale);
/// The multipliers, in the operator's scratch.
ChannelMultipliers channel_multipliers(const RunContext& context, const ChannelScales& scales);

}  // namespace mote
