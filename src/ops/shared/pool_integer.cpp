// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/pool.h"

namespace mote {

CheckNumber prepare_pool_integer(PrepareContext& context) {
  if (const CheckNumber bad = prepare_pool_s8(context)) return bad;
  const format::TensorView output = context.output(0);
  context.params<PoolInteger>().range =
      activation_range(static_cast<Activation>(context.option<uint8_t>(kPoolActivation, 0)),
                       output.type(), output.scale_bits(), output.zero_point());
  return kAllWell;
}

}  // namespace mote
