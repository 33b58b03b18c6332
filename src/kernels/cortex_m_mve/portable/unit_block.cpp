// SPDX-License-Identifier: Apache-2.0
// What arm/unit_block.cpp computes, from the same layouts.
#include "kernels/cortex_m_mve/unit_block.h"

#include "vectors.h"

namespace mote::cortex_m_mve {

extern "C" void mote_mve_unit_block(const int8_t* input, const int32_t* words,
                                    const UnitBlock& block, int8_t* output) {
  const OutputScale scale{block.output_zero_point, block.low, block.high, block.is_exact != 0};
  for (int32_t left = block.units; left > 0; left -= kUnitsPerBlock) {
    int32_t sums[kUnitsPerBlock];
    __builtin_memcpy(sums, words, sizeof(sums));
    words += kUnitsPerBlock;
    for (int32_t at = 0; at < block.depth_bytes; at += kStep) {
      for (int32_t& sum : sums) {
        sum = vmladava_s8(sum, input + at, reinterpret_cast<const int8_t*>(words));
        words += kStep / 4;
      }
    }
    for (int32_t i = 0; i < kUnitsPerBlock && i < left; ++i) {
      const int32_t lane = i / 2 + i % 2 * 4;
      *output++ = requantized(sums[i], words[lane], words[kUnitsPerBlock + lane], scale);
    }
    words += 2 * kUnitsPerBlock;
  }
}

}  // namespace mote::cortex_m_mve
