// SPDX-License-Identifier: Apache-2.0
// Convolution of int8 tensors, NHWC, with weights packed on a host (compiler/pack/conv_2d.h).
// Depthwise convolution of one input channel is the same and packed likewise.
#pragma once

#include <stdint.h>

#include "base/bytes.h"
#include "kernels/cortex_m_dsp/matrix_block.h"

namespace mote::cortex_m_dsp {

struct Conv2d {
  MatrixBlockFunction* block;
  uint16_t batches;
  uint16_t input_height, input_width, input_channels;
  uint16_t output_height, output_width, output_channels;
  uint16_t groups;  ///< packed_groups(depth)
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t dilation_height, dilation_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point, output_zero_point;
  uint8_t factor_words;  ///< of a pair of channels
};

/// Groups of four weights for `depth` weights of an output channel.
constexpr int32_t packed_groups(int32_t depth) {
  const int32_t groups = (depth + 3) / 4;
  return groups < kLeastGroups ? kLeastGroups : groups;
}

/// Columns of three pixels, one pixel's patch, and the outputs of a last block with fewer pixels.
constexpr uint32_t conv_2d_s8_scratch_bytes(const Conv2d& p) {
  const uint32_t columns = p.groups * kColumnWordsPerGroup * 4;
  const uint32_t patch = p.groups * 4;
  return columns + patch + align_up(kPixelsPerBlock * align_up(p.output_channels, 2), 4);
}
/// The same with int32 outputs for every block.
constexpr uint32_t conv_2d_wide_s8_scratch_bytes(const Conv2d& p) {
  return p.groups * (kColumnWordsPerGroup + 1) * 4 +
         kPixelsPerBlock * align_up(p.output_channels, 2) * 4;
}

/// `scratch`: that many bytes, aligned to 4. The output must not overlap the input.
void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* weights, int8_t* output,
                uint8_t* scratch);

/// For factors and ranges that the blocks cannot do: p.block is mote_dsp_matrix_block_sums.
struct WideChannel {
  int32_t multiplier, shift;  ///< as in Rescale
};
struct Conv2dWide {
  Conv2d conv;
  int8_t low, high;
};
void conv_2d_wide_s8(const Conv2dWide& p, const int8_t* input, const int32_t* weights,
                     const WideChannel* channels, int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
