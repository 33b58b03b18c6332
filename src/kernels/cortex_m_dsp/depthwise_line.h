// SPDX-License-Identifier: Apache-2.0
// The inner loop of depthwise 3x3 convolutions: one line of outputs of up to four channels.
//
// Three lines of the input are held widened to int16, two neighbouring elements a word, so that of
// a row of weights (w0, w1, w2) the words (w0, w1) and (w1, w2) serve all positions: the outputs 2j
// and 2j + 1 are
//   SMLAD((x[2j], x[2j+1]), (w0, w1)) + w2 x[2j+2],
//   w0 x[2j+1] + SMLAD((x[2j+2], x[2j+3]), (w1, w2)).
// Every word is loaded once for a line of outputs. Weights are times 256, and so are the sums.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_dsp/requantization.h"

namespace mote::cortex_m_dsp {

constexpr int32_t kChannelsPerLine = 4;
/// Words of the three lines: [pair of elements][channel][slot]. A ring: the line with number n, of
/// those that a filter has met, is in slot n % 3.
constexpr int32_t kSlots = 3;
constexpr int32_t kLineWordsPerPair = kChannelsPerLine * kSlots;

/// A channel's weights as the loop holds them, the first two rows twice: from `rows[i]` on, slot 0
/// holds row i of the filter.
struct DepthwiseChannel {
  int32_t factor;
  int32_t bias;
  int32_t second_factor;
  struct Row {
    uint32_t first, last;  ///< halves (256 w0, 256 w1) and (256 w1, 256 w2)
  } rows[5];
};

struct DepthwiseLine {
  int32_t output_zero_point;  ///< not for the rectified kind
  int32_t step;               ///< bytes from output to output
  int32_t outputs;
  int32_t loop_bytes;  ///< depthwise_line_loop_bytes()
  int32_t first_row;   ///< the row of the filter that slot 0 holds
  const DepthwiseChannel* channels_end;
};

/// channels, and lines from their first channel on. Factors and outputs: as in matrix_block.h; the
/// rectified kind has one factor.
using DepthwiseLineFunction = void(const DepthwiseChannel* channels, const uint32_t* lines,
                                   int8_t* output, const DepthwiseLine& line);
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_rectified;
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_exact;
/// The same with stride 2 along the line.
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_2_rectified;
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_2_exact;
/// Stores the int32 sums of one channel one after the other; `output` is a buffer for them. Its
/// weights need not be times 256.
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_sums;
extern "C" DepthwiseLineFunction mote_dsp_depthwise_line_2_sums;

/// Pairs of elements of a line that the loops read.
constexpr int32_t depthwise_line_pairs(int32_t outputs, int32_t stride) {
  return stride == 1 ? outputs / 2 + 1 + outputs % 2 : outputs + 1;
}
/// Bytes of the lines that the loops go through.
constexpr int32_t depthwise_line_loop_bytes(int32_t outputs, int32_t stride) {
  return (stride == 1 ? outputs / 2 + 1 : outputs + 1) * kLineWordsPerPair * 4;
}

}  // namespace mote::cortex_m_dsp
