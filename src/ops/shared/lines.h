// SPDX-License-Identifier: Apache-2.0
// A tensor seen as lines along one axis.
#pragma once

#include "ops/shared/rows.h"

namespace mote {

/// Element k of a line stands `inner` elements after element k - 1.
struct Lines {
  uint32_t outer;   ///< product of the dimensions before the axis
  uint32_t extent;  ///< of the axis
  uint32_t inner;   ///< product of the dimensions after it
};

inline Lines lines_along(const format::TensorView& tensor, uint32_t axis) {
  const auto extent = static_cast<uint32_t>(tensor.dim(axis));
  uint32_t inner = 1;
  for (uint32_t i = axis + 1; i < tensor.rank(); ++i) inner *= static_cast<uint32_t>(tensor.dim(i));
  return {outer_elements(tensor, axis), extent, inner};
}

/// Calls visit(index of its first element) for each line, in order.
template <class Visit>
void for_each_line(const Lines& lines, Visit visit) {
  for (uint32_t o = 0; o < lines.outer; ++o) {
    const uint32_t first = o * lines.extent * lines.inner;
    for (uint32_t i = 0; i < lines.inner; ++i) visit(first + i);
  }
}

}  // namespace mote
