// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/dims.h"

#include "ops/shared/checks.h"

namespace mote {

CheckNumber check_dims(PrepareContext& context, TensorSlot slot, const Dims& dims) {
  const format::TensorView tensor = context.at(slot);
  if (tensor.rank() != dims.count) return context.refuse(check::Rank, slot);
  for (uint32_t axis = 0; axis < dims.count; ++axis) {
    if (tensor.dim(axis) != dims.values[axis]) return context.refuse(check::Shape, slot);
  }
  return kAllWell;
}

}  // namespace mote
