// SPDX-License-Identifier: Apache-2.0
// The inner loop of convolutions: three pixels times all output channels, two channels at a time.
//
// Four int8 products cost two SMLAD, and the words need no unpacking but one SXTB16 for the
// weights. A word of weights holds, in each half, the value 256 * B + b with b its signed low byte.
// Of four input bytes x0..x3 two words are made ("columns"): X = (x0, x2) as halves, and Y with the
// halves 256 * x1 + 127 - x0 and 256 * x3 + 127 - x2, which is the input word with 0x007F007F
// flipped. Then
//   SMLAD(weights, X) + SMLAD(SXTB16(weights), Y)
//   = 256 * (B0 x0 + b0 x1 + B1 x2 + b1 x3) + 127 * (b0 + b1),
// and the second term is a constant of the channel that the bias takes. Accumulators are therefore
// 256 times the sum; the packing function checks that they fit.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_dsp/requantization.h"

namespace mote::cortex_m_dsp {

constexpr int32_t kPixelsPerBlock = 3;
/// Weights along the depth come in groups of four; a block needs at least two groups.
constexpr int32_t kLeastGroups = 2;
constexpr int32_t kColumnWordsPerGroup = 2 * kPixelsPerBlock;
constexpr uint32_t kColumnFlip = 0x007F007F;

/// What is the same for all blocks of an operator, and where this one's output goes.
struct MatrixBlock {
  void* output;            ///< first channel of the first pixel
  int32_t pixel_stride;    ///< bytes of output from pixel to pixel
  const void* output_end;  ///< where `output` stands after the last pair of channels
  const uint32_t* columns_end;
  int32_t entry_bytes;        ///< matrix_block_entry(groups)
  int32_t output_zero_point;  ///< not for the rectified kind
};

/// Bytes to skip in the loop, four groups long, so that a multiple of four groups is left.
constexpr int32_t matrix_block_entry(int32_t groups) {
  constexpr int32_t kGroupBytes = 17 * 4;
  return ((4 - ((groups - 1) & 3)) & 3) * kGroupBytes;
}

/// weights: for each pair of channels two biases, then for each group one word of the first channel
/// and one of the second, then the factors. columns: for each group X of the three pixels, then Y.
using MatrixBlockFunction = void(const int32_t* weights, const uint32_t* columns,
                                 const MatrixBlock& block);

/// Factors: two multipliers. Output: int8, rectified as requantization.h has it.
extern "C" MatrixBlockFunction mote_dsp_matrix_block_rectified;
/// Factors: m2 and p of each of the two, or 0 and 0. Output: int8, "exact" there.
extern "C" MatrixBlockFunction mote_dsp_matrix_block_exact;
/// No factors. Output: int32 sums / 256; `output` and `pixel_stride` count bytes as ever.
extern "C" MatrixBlockFunction mote_dsp_matrix_block_sums;

}  // namespace mote::cortex_m_dsp
