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

Rescale channel_multiplier(const ChannelScales& scales, uint32_t filter_scale) {
  Real product = product_of_floats(scales.input_scale, filter_scale);
  if (scales.round_product_to_float != 0) product = round_to_float(product);
  return rescale_from_ratio(product, scales.output_scale);
}

ChannelMultipliers channel_multipliers(const RunContext& context, const ChannelScales& scales) {
  uint8_t* const pairs = context.scratch();
  const uint8_t* from = StepContext::of(context).model() + scales.filter_scales_at;
  uint8_t* to = pairs;
  for (uint32_t c = 0; c < scales.count; ++c, from += sizeof(uint32_t), to += kFactorPairBytes) {
    store_pair(to, channel_multiplier(scales, load<uint32_t>(from)));
  }
  return factor_pairs(pairs, scales.count == 1);
}

}  // namespace mote
