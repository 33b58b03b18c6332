// SPDX-License-Identifier: Apache-2.0
// The optional bias of convolutions and fully connected layers: input 2.
#pragma once

#include "ops/shared/checks.h"

namespace mote {

/// Left out, or `channels` elements of the type.
inline CheckNumber check_bias(PrepareContext& context, TensorType type, uint32_t channels) {
  const format::TensorView bias = context.input(2);
  if (!bias) return kAllWell;
  if (bias.type() != type) return context.refuse(check::Type, input_slot(2));
  return bias.elements() == channels ? kAllWell : context.refuse(check::Shape, input_slot(2));
}

}  // namespace mote
