// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/plain_pair.h"

namespace mote {

CheckNumber prepare_bare_pair(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (context.input(0).type() != context.input(1).type()) {
    return context.refuse(check::Type, input_slot(1));
  }
  auto& p = context.params<PlainPair>();
  return fold_broadcast(context, p.broadcast);
}

CheckNumber prepare_plain_pair(PrepareContext& context) {
  if (const CheckNumber bad = prepare_bare_pair(context)) return bad;
  const auto number = context.option<uint8_t>(0, 0);
  if (!is_supported_activation(number)) return context.refuse(check::Activation, kNoTensorSlot);
  auto& p = context.params<PlainPair>();
  p.range = activation_range_f32(static_cast<Activation>(number));
  switch (static_cast<Activation>(number)) {
    case Activation::None: p.whole_range = {INT32_MIN, INT32_MAX}; break;
    case Activation::Relu: p.whole_range = {0, INT32_MAX}; break;
    case Activation::ReluN1To1: p.whole_range = {-1, 1}; break;
    case Activation::Relu6: p.whole_range = {0, 6}; break;
  }
  return kAllWell;
}

}  // namespace mote
