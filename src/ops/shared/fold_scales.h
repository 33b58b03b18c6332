// SPDX-License-Identifier: Apache-2.0
// The body of fold_channel_scales(), with any slots and for factors below 2^`most_shift`, at most 30.
#pragma once

#include "ops/shared/channel_scales.h"
#include "ops/shared/checks.h"

namespace mote {

inline int32_t float_exponent(uint32_t bits) { return static_cast<int32_t>(bits >> 23) - 127; }

/// Inlined, so that fold_channel_scales(), which int8 models need, carries no slots.
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
  scales = {context.at(input).scale_bits(), context.output(0).scale_bits(),
            filter.file_offset(filter_scales.elements()), 0, filter_scales.count()};
  const int32_t others = float_exponent(scales.input_scale) - float_exponent(scales.output_scale);
  for (uint32_t i = 0; i < filter_scales.count(); ++i) {
    // The factor is below 2^(exponents + 2); a left shift of more than 30 has no meaning.
    if (others + float_exponent(filter_scales.at<uint32_t>(i)) > most_shift - 2) {
      return context.refuse(check::ScaleRange, filter_slot);
    }
  }
  return kAllWell;
}

}  // namespace mote
