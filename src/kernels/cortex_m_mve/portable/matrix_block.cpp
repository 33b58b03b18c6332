// SPDX-License-Identifier: Apache-2.0
// What arm/matrix_block.cpp computes, from the same layouts.
#include "kernels/cortex_m_mve/matrix_block.h"

#include "vectors.h"

namespace mote::cortex_m_mve {
namespace {

/// The sums of four channels of two pixels; `words` moves on to the factors.
struct Sums {
  int32_t of[kPixelsPerBlock][kChannelsPerBlock];
};
Sums sums_of(const int8_t* const (&pixels)[kPixelsPerBlock], const int32_t*& words,
             int32_t depth_bytes) {
  Sums sums;
  for (auto& of_pixel : sums.of) __builtin_memcpy(of_pixel, words, sizeof(of_pixel));
  words += kChannelsPerBlock;
  for (int32_t at = 0; at < depth_bytes; at += kStep) {
    for (int32_t c = 0; c < kChannelsPerBlock; ++c, words += kStep / 4) {
      const auto* weights = reinterpret_cast<const int8_t*>(words);
      for (int32_t i = 0; i < kPixelsPerBlock; ++i) {
        sums.of[i][c] = vmladava_s8(sums.of[i][c], pixels[i] + at, weights);
      }
    }
  }
  return sums;
}

}  // namespace

extern "C" void mote_mve_matrix_block(const int8_t* first, const int8_t* second,
                                      const int32_t* words, const MatrixBlock& block) {
  const OutputScale scale{block.output_zero_point, block.low, block.high, block.is_exact != 0};
  int8_t* output = block.output;
  for (int32_t pair = 0; pair < block.pairs; ++pair) {
    const int8_t* const pixels[] = {first, second};
    const int32_t* at = words;
    for (int32_t left = block.channels; left > 0; left -= kChannelsPerBlock) {
      const Sums sums = sums_of(pixels, at, block.depth_bytes);
      for (int32_t c = 0; c < kChannelsPerBlock && c < left; ++c) {
        for (int32_t i = 0; i < kPixelsPerBlock; ++i) {
          output[i * block.pixel_stride + c] =
              requantized(sums.of[i][c], at[c], at[kChannelsPerBlock + c], scale);
        }
      }
      at += 2 * kChannelsPerBlock;
      output += kChannelsPerBlock;
    }
    first += block.pixel_advance;
    second += block.pixel_advance;
    output += block.output_advance;
  }
}

}  // namespace mote::cortex_m_mve
