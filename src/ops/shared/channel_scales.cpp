// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/channel_scales.h"

#include "base/real.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

int32_t float_exponent(uint32_t bits) { return static_cast<int32_t>(bits >> 23) - 127; }

/// Inlined, so that fold_channel_scales() carries no slots.
[[gnu::always_inline]] inline CheckNumber fold_scales(PrepareContext& context, TensorSlot input,
                                                      TensorSlot filter_slot, uint32_t channels,
                                                      int32_t channel_dimension, int32_t most_shift,
                                                      ChannelScales& scales) {
  const format::TensorView filter = context.at(filter_slot);
  if (const CheckNumber bad = check::per_tensor(context, input)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, output_slot(0))) return bad;
  if (const CheckNumber bad = check::quantized(context, filter_slot)) return bad;
  const format::Vector filter_scales = filter.scales();
  const bool one_for_all = filter_scales.count() == 1;
  if (!one_for_all &&
      (filter_scales.count() != channels || filter.quantized_dimension() != channel_dimension)) {
    return context.refuse(check::PerChannel, filter_slot);
  }
  scales = {context.at(input).scale_bits(),
            context.output(0).scale_bits(),
            filter.file_offset(filter_scales.elements()),
            static_cast<uint8_t>(one_for_all ? 0 : 4),
            0,
            channels};
  const int32_t others = float_exponent(scales.input_scale) - float_exponent(scales.output_scale);
  for (uint32_t i = 0; i < filter_scales.count(); ++i) {
    // The factor is below 2^(exponents + 2); a left shift of more than 30 has no meaning.
    if (others + float_exponent(filter_scales.at<uint32_t>(i)) > most_shift - 2) {
      return context.refuse(check::ScaleRange, filter_slot);
    }
  }
  return kAllWell;
}

}  // namespace

CheckNumber fold_channel_scales(PrepareContext& context, uint32_t channels,
                                int32_t channel_dimension, ChannelScales& scales) {
  return fold_scales(context, input_slot(0), input_slot(1), channels, channel_dimension, 30,
                     scales);
}

CheckNumber fold_channel_scales_at(PrepareContext& context, TensorSlot input, TensorSlot filter,
                                   uint32_t channels, int32_t channel_dimension, int32_t most_shift,
                                   ChannelScales& scales) {
  return fold_scales(context, input, filter, channels, channel_dimension, most_shift, scales);
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
