// SPDX-License-Identifier: Apache-2.0
// The inner loop of convolutions whose weights are as the model has them: one output channel of four
// pixels at once, so that a weight is unpacked once for four products.
//
// A row of weights is read in words of four from up to three bytes before it: in front of the depth
// stand as many columns of zeros as fill it up to a multiple of four. What those bytes are does not
// matter, but they must be memory. In a model there is always a byte before a tensor.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_dsp/channel_factors.h"

namespace mote::cortex_m_dsp {

constexpr int32_t kRowBlockPixels = 4;
constexpr int32_t kRowBlockColumnWords = 2 * kRowBlockPixels;  ///< of a group of four weights

/// Zeros in front of the depth.
constexpr int32_t row_block_front(int32_t depth) { return -depth & 3; }
constexpr int32_t row_block_groups(int32_t depth) { return (depth + 3) / 4; }

/// What is the same for all rows.
struct RowBlock {
  int32_t entry_bytes;  ///< row_block_entry(groups)
  const uint32_t* columns_end;
};

/// Bytes to skip in the loop, four groups long, so that a multiple of four groups is left.
constexpr int32_t row_block_entry(int32_t groups) {
  constexpr int32_t kGroupBytes = 13 * 4;
  return (-groups & 3) * kGroupBytes;
}

/// columns: for each group of four inputs x0 ... x3, less their zero point, the halves (x0, x2) of
/// each of the four pixels, then (x1, x3) of each. weights: at any address. sums: of the four pixels;
/// on entry the first one is the bias of all. They wrap around at 32 bits.
extern "C" void mote_dsp_row_block(const int8_t* weights, const uint32_t* columns,
                                   const RowBlock& block, int32_t* sums);

/// For all output channels, with exact factors (channel_factors.h). What moves on from channel to
/// channel does so in here.
struct RowBlockChannels {
  RowBlock block;
  const uint32_t* columns;
  uintptr_t entry;  ///< the loop's own
  const void* bias;
  int32_t bias_step;  ///< bytes: 4, or 0 if `bias` is a zero for all
  int32_t front;      ///< row_block_front()
  int32_t zero_point;
  const ChannelFactor* factor;
  int32_t factor_step;  ///< bytes
  int8_t* output;       ///< of the first pixel; those of the others so many bytes behind it
  int32_t second, third, fourth;
  const int8_t* output_end;  ///< where `output` stands after the last channel
};
/// weights: of the first channel, as above. Outputs saturate at the bounds of int8.
extern "C" void mote_dsp_row_block_channels(const int8_t* weights, RowBlockChannels& channels);

}  // namespace mote::cortex_m_dsp
