// SPDX-License-Identifier: Apache-2.0
// NumPy's broadcasting of two tensors, with neighbouring axes of the same kind joined.
#pragma once

#include "base/row_range.h"
#include "ops/op_def.h"

namespace mote {

struct Broadcast {
  static constexpr uint32_t kMostAxes = 6;
  uint32_t extents[kMostAxes];  ///< of the output, outermost first
  uint8_t axes;
  uint8_t first_repeats;  ///< bit i: the first input has extent 1 on axis i
  uint8_t second_repeats;
};

/// Of some rows of tensors of one shape.
inline Broadcast rows_of(Broadcast b, const RowRange& rows) {
  b.axes = 1;
  b.extents[0] = static_cast<uint32_t>(rows.elements);
  return b;
}

/// Shapes of inputs 0 and 1 and output 0.
CheckNumber fold_broadcast(PrepareContext& context, Broadcast& broadcast);

/// Calls visit(index of the first input, of the second, of the output) for each output element.
template <class Visit>
void for_each_pair(const Broadcast& b, Visit visit) {
  uint32_t at[Broadcast::kMostAxes] = {};
  uint32_t first = 0;
  uint32_t second = 0;
  for (uint32_t out = 0;; ++out) {
    visit(first, second, out);
    uint32_t axis = b.axes;
    uint32_t first_step = 1;  // elements of the input below this axis
    uint32_t second_step = 1;
    while (axis != 0) {
      --axis;
      const bool first_repeats = (b.first_repeats >> axis & 1) != 0;
      const bool second_repeats = (b.second_repeats >> axis & 1) != 0;
      if (++at[axis] < b.extents[axis]) {
        if (!first_repeats) first += first_step;
        if (!second_repeats) second += second_step;
        break;
      }
      at[axis] = 0;
      if (!first_repeats) {
        first -= (b.extents[axis] - 1) * first_step;
        first_step *= b.extents[axis];
      }
      if (!second_repeats) {
        second -= (b.extents[axis] - 1) * second_step;
        second_step *= b.extents[axis];
      }
      if (axis == 0) return;
    }
    if (b.axes == 0) return;
  }
}

}  // namespace mote
