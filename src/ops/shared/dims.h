// SPDX-License-Identifier: Apache-2.0
// Dimensions that an operator computes, to compare with those of the file.
#pragma once

#include "ops/op_def.h"

namespace mote {

struct Dims {
  int32_t values[format::kMaxRank];
  uint32_t count = 0;  ///< may pass kMaxRank: then nothing agrees

  void add(int32_t extent) {
    if (count < format::kMaxRank) values[count] = extent;
    ++count;
  }
  /// Axes [first, last) of a tensor.
  void add(const format::TensorView& tensor, uint32_t first, uint32_t last) {
    for (uint32_t axis = first; axis < last; ++axis) add(tensor.dim(axis));
  }
};

/// The tensor has these dimensions.
CheckNumber check_dims(PrepareContext& context, TensorSlot slot, const Dims& dims);

}  // namespace mote
