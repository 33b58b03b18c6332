// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/row_block.h"

#include "intrinsics.h"

namespace mote::cortex_m_dsp {

extern "C" void mote_dsp_row_block(const int8_t* weights, const uint32_t* columns,
                                   const RowBlock& block, int32_t* sums) {
  for (int32_t i = 1; i < kRowBlockPixels; ++i) sums[i] = sums[0];
  for (; columns != block.columns_end; weights += 4, columns += kRowBlockColumnWords) {
    uint32_t word = 0;
    __builtin_memcpy(&word, weights, 4);
    for (int32_t i = 0; i < kRowBlockPixels; ++i) {
      sums[i] = smlad(sxtb16(word), columns[i], sums[i]);
      sums[i] = smlad(sxtb16_ror8(word), columns[kRowBlockPixels + i], sums[i]);
    }
  }
}

}  // namespace mote::cortex_m_dsp
