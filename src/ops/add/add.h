// SPDX-License-Identifier: Apache-2.0
// Element by element sum of two tensors, with broadcasting.
// Source: TFLite operator semantics and 8-bit quantisation specification.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "base/fixed_point.h"
#include "ops/shared/activation.h"
#include "ops/shared/broadcast.h"

namespace mote {

/// Both inputs are brought to the scale t / 2^20, t being twice the greater input scale.
struct AddS8 {
  Broadcast broadcast;
  Rescale first, second;  ///< s / t: at most 1/2
  Rescale output;         ///< t / (2^20 s_out): below 1
  int16_t first_zero_point, second_zero_point, output_zero_point;
  RangeS8 range;
};
struct AddF32 {
  Broadcast broadcast;
  RangeF32 range;
};

inline AddS8 rows_of(AddS8 p, const RowRange& rows) {
  p.broadcast = rows_of(p.broadcast, rows);
  return p;
}
inline AddF32 rows_of(AddF32 p, const RowRange& rows) {
  p.broadcast = rows_of(p.broadcast, rows);
  return p;
}

namespace reference {

void add_s8(const AddS8& p, const int8_t* first, const int8_t* second, int8_t* output);
void add_f32(const AddF32& p, const Unaligned<float>* first, const Unaligned<float>* second,
             float* output);

}  // namespace reference
}  // namespace mote
