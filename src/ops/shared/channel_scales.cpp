// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/channel_scales.h"

#include "base/real.h"
#include "ops/shared/fold_scales.h"

namespace mote {
CheckNumber fold_channel_scales(PrepareContext& context, uint32_t channels,
                                int32_t channel_dimension, ChannelScales& scales) {
  return fold_scales(context, input_slot(0), input_slot(1), channels, channel_dimension, 30,
                     scales);
}

ChannelMultipliers channel_multipliers(const RunContext& context, const ChannelScales& scales) {
  auto* multipliers = reinterpret_cast<int32_t*>(context.scratch());
  auto* shifts = reinterpret_cast<int8_t*>(multipliers + scales.channels);
  const uint8_t* from = context.model() + scales.filter_scales_at;
  for (uint32_t c = 0; c < scales.channels; ++c, from += scales.filter_scale_step) {
    if (c != 0 && scales.filter_scale_step == 0) {
      multipliers[c] = multipliers[0];
      shifts[c] = shifts[0];
      continue;
    }
    Real product = product_of_floats(scales.input_scale, load<uint32_t>(from));
    if (scales.round_product_to_float != 0) product = round_to_float(product);
    const Rescale factor = rescale_from_ratio(product, scales.output_scale);
    multipliers[c] = factor.multiplier;
    shifts[c] = static_cast<int8_t>(factor.shift);
  }
  return {multipliers, shifts};
}

}  // namespace mote
