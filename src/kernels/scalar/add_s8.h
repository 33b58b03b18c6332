// SPDX-License-Identifier: Apache-2.0
// Sum of two int8 tensors of the same shape, each with its scale.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::scalar {

/// output = saturate((first * x + second * y + offset) >> shift), found and proved on the host for all
/// 65536 pairs (compiler/pack/add.h).
struct Add {
  int32_t first, second, offset, shift;
  uint32_t count;
};
inline Add rows_of(Add p, const RowRange& rows) {
  p.count = static_cast<uint32_t>(rows.elements);
  return p;
}

/// The output may be one of the inputs.
void add_s8(const Add& p, const int8_t* first, const int8_t* second, int8_t* output);

}  // namespace mote::scalar
