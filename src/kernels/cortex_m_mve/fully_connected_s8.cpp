// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_mve/fully_connected_s8.h"

#include "bytes.h"

namespace mote::cortex_m_mve {

void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output, uint8_t* scratch) {
  const int32_t steps = steps_of(p.depth);
  const UnitBlock block{p.low,        p.high,
                        p.output_zero_point,
                        steps * kStep, p.is_exact,
                        unit_block_rounds(steps),
                        unit_block_entry(steps),
                        p.units};
  const int8_t* const end = input + p.batches * p.depth;
  for (int32_t b = p.batches; b > 0; --b, input += p.depth, output += p.units) {
    const int8_t* from = input;
    if (end - input < block.depth_bytes) {
      from = reinterpret_cast<const int8_t*>(scratch);
      copy(input, p.depth, reinterpret_cast<int8_t*>(scratch));
    }
    mote_mve_unit_block(from, words, block, output);
  }
}

}  // namespace mote::cortex_m_mve
