// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/broadcast.h"

#include "ops/shared/checks.h"

namespace mote {
namespace {

/// Extent of an output axis in an input that may have fewer axes: missing ones are 1.
int32_t aligned_dim(const format::TensorView& tensor, uint32_t axis, uint32_t rank) {
  const uint32_t missing = rank - tensor.rank();
  return axis < missing ? 1 : tensor.dim(axis - missing);
}

}  // namespace

CheckNumber fold_broadcast(PrepareContext& context, Broadcast& broadcast) {
  const format::TensorView first = context.input(0);
  const format::TensorView second = context.input(1);
  const format::TensorView output = context.output(0);
  const uint32_t rank = output.rank();
  if (rank < first.rank() || rank < second.rank()) {
    return context.refuse(check::Rank, output_slot(0));
  }
  if (output.elements() == 0) return context.refuse(check::Empty, output_slot(0));
  broadcast = {};
  uint32_t last_kind = 3;  // of the axis before; no axis has both bits set
  for (uint32_t axis = 0; axis < rank; ++axis) {
    const int32_t extent = output.dim(axis);
    const int32_t a = aligned_dim(first, axis, rank);
    const int32_t b = aligned_dim(second, axis, rank);
    if ((a != extent && a != 1) || (b != extent && b != 1) || (a != extent && b != extent)) {
      return context.refuse(check::Shape, output_slot(0));
    }
    if (extent == 1) continue;
    const uint32_t kind = (a == 1 ? 1U : 0U) | (b == 1 ? 2U : 0U);
    if (kind == last_kind) {
      broadcast.extents[broadcast.axes - 1] *= static_cast<uint32_t>(extent);
      continue;
    }
    if (broadcast.axes == Broadcast::kMostAxes) return context.refuse(check::Rank, output_slot(0));
    last_kind = kind;
    broadcast.extents[broadcast.axes] = static_cast<uint32_t>(extent);
    broadcast.first_repeats |= static_cast<uint8_t>((kind & 1) << broadcast.axes);
    broadcast.second_repeats |= static_cast<uint8_t>((kind >> 1) << broadcast.axes);
    ++broadcast.axes;
  }
  return kAllWell;
}

}  // namespace mote
