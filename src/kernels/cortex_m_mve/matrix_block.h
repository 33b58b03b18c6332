// SPDX-License-Identifier: Apache-2.0
// The inner loop of convolutions: two pixels times all output channels, four channels at a time.
//
// VMLADAVA adds 16 products of int8 to one of the eight even core registers, so a block has eight sums:
// six loads and eight multiplications for 128 products. Eight sums become two vectors of four
// channels, which are requantised together: VQRDMULH and VRSHL are the two roundings of rescale(), but
// for ties of negative numbers, which VRSHL rounds up and the reference rounds away from zero. "Exact"
// blocks take one from negative numbers before. Where negative numbers are clamped to what zero gives
// (the range begins at the output's zero point: RELU) that makes no difference and is left out.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote::cortex_m_mve {

/// Inputs that one instruction multiplies. The depth is filled up to a multiple with weights of zero;
/// the inputs there are read, whatever they are.
constexpr int32_t kStep = 16;
constexpr int32_t kPixelsPerBlock = 2;
constexpr int32_t kChannelsPerBlock = 4;
constexpr int32_t kStepsPerRound = 4;  ///< of the loop

constexpr int32_t steps_of(int32_t depth) { return (depth + kStep - 1) / kStep; }
constexpr int32_t block_rounds(int32_t steps) {
  return (steps + kStepsPerRound - 1) / kStepsPerRound;
}
/// Bytes of the loop to skip in the first round.
constexpr int32_t matrix_block_entry(int32_t steps) {
  constexpr int32_t kStepBytes = 14 * 4;
  return (block_rounds(steps) * kStepsPerRound - steps) * kStepBytes;
}

/// In the order in which arm/matrix_block.cpp loads them.
struct MatrixBlock {
  int32_t low, high;       ///< what outputs are clamped to
  int32_t pairs;           ///< of pixels, 1 or more
  int32_t pixel_advance;   ///< bytes of the input from a pair to the next
  int32_t channels;        ///< 1 or more
  int32_t output_advance;  ///< from behind the first pixel's last four channels to the next pair
  int32_t output_zero_point;
  int32_t pixel_stride;  ///< bytes of output from the first pixel of a pair to the second
  int32_t depth_bytes;   ///< kStep * steps
  int32_t is_exact;      ///< 0 or 1
  int32_t rounds;
  int32_t entry_bytes;
  int8_t* output;  ///< first channel of the first pixel
};

/// first, second: the inputs of the first pair, `depth_bytes` of each are read. words: for each four
/// channels, of which those beyond the last are zeros: their biases; for each step 16 weights
/// of each; their multipliers; their shifts, to the left. Nothing but outputs is written, pixel
/// by pixel of a pair, four channels at a time; `second` may be `first` with a stride of 0.
extern "C" void mote_mve_matrix_block(const int8_t* first, const int8_t* second,
                                      const int32_t* words, const MatrixBlock& block);

}  // namespace mote::cortex_m_mve
