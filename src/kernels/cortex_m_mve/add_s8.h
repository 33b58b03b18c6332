// SPDX-License-Identifier: Apache-2.0
// Sum of two int8 tensors of the same shape, each with its scale, eight elements at once.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::cortex_m_mve {

/// output = saturate((first * x + second * y + offset) >> 22 or 20), found and proved on the host
/// for all 65536 pairs (compiler/pack/add.h).
struct Add {
  int32_t first, second, offset;
  uint32_t count;
};
inline Add rows_of(Add p, const RowRange& rows) {
  p.count = static_cast<uint32_t>(rows.elements);
  return p;
}
using AddFunction = void(const Add& p, const int8_t* first, const int8_t* second, int8_t* output);

/// The output may be one of the inputs.
AddFunction add_s8_shift_22;
/// For inputs with scales so great that the sum would not fit.
AddFunction add_s8_shift_20;

}  // namespace mote::cortex_m_mve
