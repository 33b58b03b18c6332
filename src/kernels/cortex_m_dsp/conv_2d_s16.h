// SPDX-License-Identifier: Apache-2.0
// Convolution and fully connected layers of int16 activations, NHWC, with 8-bit weights, packed on a
// host (compiler/pack/conv_2d_s16.h): two products an instruction in 32-bit sums, which the host has
// shown to hold them; bias and rescaling as TFLite's 16-bit extension has them.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::cortex_m_dsp {

struct Conv2d16 {
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t groups;  ///< of four weights that a channel has, the last one filled up with zeros
  uint8_t filter_height, filter_width, stride_height, stride_width;
  uint8_t dilation_height, dilation_width, pad_top, pad_left;
  int16_t low, high;  ///< of the output
  uint8_t is_wide;    ///< 1: rescale_64(); 0: sums with their bias have 32 bits, and rescale()
};
/// For one batch.
inline Conv2d16 rows_of(Conv2d16 p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// Of one output channel.
struct Channel16 {
  uint32_t bias_low;
  int32_t bias_high;  ///< of 64 bits
  int32_t multiplier, shift;
};

/// A pixel alone is its own window if nothing of it is to be filled up.
constexpr bool needs_windows(const Conv2d16& p) {
  return p.filter_height != 1 || p.filter_width != 1 || p.pad_top != 0 || p.pad_left != 0 ||
         p.input_channels % 4 != 0;
}
/// The windows of two pixels.
constexpr uint32_t conv_2d_s16_scratch_bytes(const Conv2d16& p) {
  return needs_windows(p) ? uint32_t{p.groups} * 16 : 0;
}

/// weights: of each two channels, of which the second may not exist, and each group a word of the first
/// and one of the second; bytes of a word: weights 0, 2, 1, 3. `scratch`: aligned to 4. The output must
/// not overlap the input.
void conv_2d_s16(const Conv2d16& p, const int16_t* input, const uint32_t* weights,
                 const Channel16* channels, int16_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
