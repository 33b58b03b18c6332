// SPDX-License-Identifier: Apache-2.0
// Small tensors that hold axes, shapes, paddings and the like: constants, or computed from what is
// known at load (index_chain.h).
#pragma once

#include "ops/op_def.h"

namespace mote {

/// Values of an int32 or int64 constant, those beyond 32 bits saturated.
struct IndexList {
  static constexpr uint32_t kMost = 2 * format::kMaxRank;
  int32_t values[kMost];
  uint32_t count = 0;
};

/// One known at load, of `least` to `most` elements, at most IndexList::kMost.
CheckNumber read_indices(PrepareContext& context, TensorSlot slot, uint32_t least, uint32_t most,
                         IndexList& list);
/// A constant of one element that is an axis of a tensor of that rank; negative ones count from
/// the end.
CheckNumber read_axis(PrepareContext& context, TensorSlot slot, uint32_t rank, uint32_t& axis);
/// False if there is no such axis.
bool wrap_axis(int32_t value, uint32_t rank, uint32_t& axis);

/// One element of an index tensor of either type, saturated to 32 bits.
int32_t index_at(const uint8_t* elements, bool is_64_bits, uint32_t i);

}  // namespace mote
