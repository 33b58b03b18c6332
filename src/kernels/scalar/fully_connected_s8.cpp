// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/fully_connected_s8.h"

namespace mote::scalar {

void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output) {
  for (int32_t b = 0; b < p.batches; ++b, input += p.depth) {
    const int32_t* block = words;
    for (int32_t u = 0; u < p.units;
         u += kUnitsPerBlock, block += kRequantizationWords * kUnitsPerBlock + p.depth) {
      const int8_t* weights = weights_of(block, kUnitsPerBlock);
      int32_t s0 = 0;
      int32_t s1 = 0;
      int32_t s2 = 0;
      int32_t s3 = 0;
      for (const int8_t *x = input, *end = input + p.depth; x != end; ++x, weights += 4) {
        const int32_t value = *x;
        s0 += value * weights[0];
        s1 += value * weights[1];
        s2 += value * weights[2];
        s3 += value * weights[3];
      }
      const int32_t sums[kUnitsPerBlock] = {s0, s1, s2, s3};
      const int32_t units = p.units - u < kUnitsPerBlock ? p.units - u : kUnitsPerBlock;
      for (int32_t i = 0; i < units; ++i) {
        *output++ = requantized(requantizations_of(block)[i], sums[i], p.range);
      }
    }
  }
}

}  // namespace mote::scalar
