// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_mve/fully_connected_s8.h"

#include "bytes.h"

namespace mote::cortex_m_mve {

namespace {

UnitBlock unit_block(const FullyConnected& p, int32_t steps, int32_t units) {
  return {p.low,
          p.high,
          p.output_zero_point,
          steps * kStep,
          p.is_exact,
          unit_block_rounds(steps),
          unit_block_entry(steps),
          units};
}

/// The units that are left, for one batch.
void multiply_rest(const FullyConnected& p, int32_t steps, const int8_t* input,
                   const int32_t* words, int32_t units, int8_t* output) {
  const MatrixBlock block{p.low,
                          p.high,
                          1,
                          0,
                          units,
                          0,
                          p.output_zero_point,
                          0,
                          steps * kStep,
                          p.is_exact,
                          block_rounds(steps),
                          matrix_block_entry(steps),
                          output};
  mote_mve_matrix_block(input, input, words, block);
}

}  // namespace

void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output, uint8_t* scratch) {
  const int32_t steps = steps_of(p.depth);
  const int32_t by_eight = units_by_eight(p.units);
  const UnitBlock block = unit_block(p, steps, by_eight);
  const int32_t blocks = (by_eight + kUnitsPerBlock - 1) / kUnitsPerBlock;
  const int32_t* rest = words + blocks * unit_block_words(steps);
  for (int32_t b = p.batches; b > 0; --b, input += p.depth, output += p.units) {
    const int8_t* from = input;
    if (p.depth % kStep != 0) {
      from = reinterpret_cast<const int8_t*>(scratch);
      copy(input, p.depth, reinterpret_cast<int8_t*>(scratch));
    }
    if (by_eight != 0) mote_mve_unit_block(from, words, block, output);
    if (by_eight < p.units) {
      multiply_rest(p, steps, from, rest, p.units - by_eight, output + by_eight);
    }
  }
}

}  // namespace mote::cortex_m_mve
