// SPDX-License-Identifier: Apache-2.0
// The inner loops of depthwise convolutions with filters of at most 4x4.
//
// Four rows of the image are interleaved: a word has one element of each, of one channel and column. A
// gathering load of four words is then a patch of 4x4 elements of a channel, and VMLADAV multiplies it by
// the filter, laid out alike, in one instruction. With filters of at most 3x3 and strides of 1 a patch has
// the windows of 2x2 outputs: the filter is there at four places of it, which are
// loads from some bytes before it, where zeros are. Otherwise four patches give four
// outputs of a row. The four sums are of one channel, so that its factors are scalars.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_mve/matrix_block.h"

namespace mote::cortex_m_mve {

constexpr int32_t kPatch = 4;
/// Words of a layer: two zeros; for each channel its filter by columns, four bytes each, filled up with
/// zeros behind; for each channel bias, multiplier, shift to the left.
constexpr int32_t kFiltersAt = 2;
constexpr int32_t kFilterWords = kPatch;
constexpr int32_t kFactorWords = 3;
constexpr int32_t depthwise_factors_at(int32_t channels) {
  return kFiltersAt + kFilterWords * channels;
}

/// Writes rows[0][i] to rows[3][i] side by side, for i < count. Up to 60 bytes behind are written too.
extern "C" void mote_mve_interleave(const int8_t* const* rows, int32_t count, int8_t* to);

/// In the order in which arm/depthwise_line.cpp loads them; offsets and advances are bytes.
struct DepthwiseLine {
  int32_t rounds;     ///< how many times four whole outputs
  int32_t mask;       ///< of these, as VPR has it: four bits each; none is 0
  int32_t last_mask;  ///< of those that follow; `mask` if there are none
  int32_t is_exact;   ///< 0 or 1
  int32_t output_zero_point;
  int32_t line_advance;    ///< in the interleaved rows, from four outputs to the next
  int32_t output_advance;  ///< the same in the output
  uint32_t outputs[4];     ///< offsets of four outputs
  uint32_t columns[4];     ///< offsets of four columns of the interleaved rows
  uint32_t patch_advance;  ///< from a patch to the next one
};

/// lines: the interleaved rows, at the first column of channel 0; filters, factors: of channel 0, the
/// filters end where the factors begin; output: its first element. mask: outputs that are not to be written
/// have zeros.
using DepthwiseLineFunction = void(const int8_t* lines, const int32_t* filters, int8_t* output,
                                   const DepthwiseLine& line, const int32_t* factors);
/// One patch for outputs (0, 0), (0, 1), (1, 0), (1, 1).
extern "C" DepthwiseLineFunction mote_mve_depthwise_squares;
/// Four patches for four outputs in a row.
extern "C" DepthwiseLineFunction mote_mve_depthwise_rows;

}  // namespace mote::cortex_m_mve
