// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/fully_connected_s8.h"

#include "kernels/scalar/outputs.h"
#include "kernels/scalar/requantize.h"

namespace mote::scalar {

void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output) {
  constexpr int32_t kHeadsWords = kUnitsPerBlock * kUnitHeadWords;
  const int32_t depth = p.depth;
  const int32_t block_words = kHeadsWords + (depth * kUnitsPerBlock + 3) / 4;
  const int32_t offset = 2 * p.output.zero_point + 1;
  for (int32_t b = 0; b < p.batches; ++b, input += depth) {
    const int32_t* block = words;
    for (int32_t left = p.units; left > 0; left -= kUnitsPerBlock, block += block_words) {
      int32_t sums[kUnitsPerBlock];
      mote_scalar_unit_sums(bytes_of(block + kHeadsWords), input, depth, sums);
      const int32_t units = left < kUnitsPerBlock ? left : kUnitsPerBlock;
      const auto* head = reinterpret_cast<const UnitHead*>(block);
      for (int32_t i = 0; i != units; ++i, ++head) {
        *output++ = requantized(sums[i] + head->bias, head->factor, offset);
      }
    }
    clamp_bytes(output - p.units, p.units, p.output);
  }
}

}  // namespace mote::scalar
