// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/unit_rows.h"

#include "intrinsics.h"

namespace mote::cortex_m_dsp {

extern "C" void mote_dsp_unit_rows(const int8_t* weights, const int8_t* input, const UnitRows& rows,
                                   int32_t* sums) {
  for (; input != rows.input_end; weights += 4, input += 4) {
    uint32_t inputs = 0;
    __builtin_memcpy(&inputs, input, 4);
    const uint32_t even = sxtab16(rows.less_zero_point, inputs);
    const uint32_t odd = sxtab16_ror8(rows.less_zero_point, inputs);
    for (int32_t i = 0; i < kUnitRows; ++i) {
      uint32_t word = 0;
      __builtin_memcpy(&word, weights + i * rows.row_bytes, 4);
      sums[i] = smlad(sxtb16(word), even, sums[i]);
      sums[i] = smlad(sxtb16_ror8(word), odd, sums[i]);
    }
  }
}

}  // namespace mote::cortex_m_dsp
