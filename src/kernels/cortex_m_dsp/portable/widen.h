// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/matrix_block.h"

namespace mote::cortex_m_dsp {

/// Columns of `groups`, at least one, of four bytes of each of three pixels, at any addresses.
/// Returns their end.
inline uint32_t* widen_three(const int8_t* a, const int8_t* b, const int8_t* c, int32_t groups,
                             uint32_t* columns) {
  const int8_t* const pixels[] = {a, b, c};
  for (int32_t group = 0; group < groups; ++group, columns += kColumnWordsPerGroup) {
    for (int32_t i = 0; i < kPixelsPerBlock; ++i) {
      uint32_t word = 0;
      __builtin_memcpy(&word, pixels[i] + 4 * group, 4);
      columns[i] = sxtb16(word);
      columns[kPixelsPerBlock + i] = word ^ kColumnFlip;
    }
  }
  return columns;
}

}  // namespace mote::cortex_m_dsp
