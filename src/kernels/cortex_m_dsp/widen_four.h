// SPDX-License-Identifier: Apache-2.0
// Columns of row_block.h, for the sources of this folder.
#pragma once

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/row_block.h"

namespace mote::cortex_m_dsp {

struct FourRows {
  const int8_t* a;
  const int8_t* b;
  const int8_t* c;
  const int8_t* d;
};

/// Columns of `groups`, at least one, of four bytes of each of four pixels, at any addresses.
/// `less_zero_point`: in both halves what is added to each. Returns the columns' end.
inline uint32_t* widen_four(FourRows rows, int32_t groups, uint32_t less_zero_point,
                            uint32_t* columns) {
  const auto next = [](const int8_t*& from) {
    uint32_t word = 0;
    __builtin_memcpy(&word, from, 4);
    from += 4;
    return word;
  };
  do {
    const uint32_t a = next(rows.a), b = next(rows.b);
    columns[0] = sxtab16(less_zero_point, a);
    columns[1] = sxtab16(less_zero_point, b);
    columns[4] = sxtab16_ror8(less_zero_point, a);
    columns[5] = sxtab16_ror8(less_zero_point, b);
    const uint32_t c = next(rows.c), d = next(rows.d);
    columns[2] = sxtab16(less_zero_point, c);
    columns[3] = sxtab16(less_zero_point, d);
    columns[6] = sxtab16_ror8(less_zero_point, c);
    columns[7] = sxtab16_ror8(less_zero_point, d);
    columns += kRowBlockColumnWords;
  } while (--groups != 0);
  return columns;
}

/// Makes zeros of the first `front`, below four, inputs of a group's columns.
inline void clear_front(int32_t front, uint32_t* columns) {
  if (front == 0) return;
  for (int32_t i = 0; i < kRowBlockPixels; ++i) {
    columns[i] = front > 2 ? 0 : columns[i] & 0xFFFF0000;
    if (front > 1) columns[kRowBlockPixels + i] &= 0xFFFF0000;
  }
}

}  // namespace mote::cortex_m_dsp
