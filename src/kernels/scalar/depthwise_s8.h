// SPDX-License-Identifier: Apache-2.0
// Depthwise convolution of int8 tensors, NHWC, depth multiplier 1, no dilation; quickest for filters of
// 3x3, whose windows inside the image take no branches.
#pragma once

#include "base/row_range.h"
#include "kernels/scalar/tap_sums.h"

namespace mote::scalar {

struct Depthwise {
  uint16_t batches, channels;
  uint16_t input_height, input_width, output_height, output_width;
  uint8_t rows_at_once;  ///< depthwise_s8_rows_at_once()
  uint8_t filter_height, filter_width;
  uint8_t stride_height, stride_width;
  uint8_t pad_top, pad_left;
  int8_t input_zero_point;
  OutputScaling output;
};
/// For one batch.
inline Depthwise rows_of(Depthwise p, const RowRange& rows) {
  p.input_height = static_cast<uint16_t>(rows_left(p.input_height, rows));
  p.output_height = static_cast<uint16_t>(rows.count);
  p.pad_top = static_cast<uint8_t>(rows.above);
  return p;
}

/// Rows of the output that are computed at a time from a copy of the input's rows with padding; 0: from
/// the input itself, which is slower. Of 3x3 only, and in few bytes of scratch.
constexpr int32_t kMostLineBytes = 4096;
/// More than one row only in so few: they save 1 to 3 %, and each is scratch.
constexpr int32_t kMostLineBytesOfRows = 2048;
constexpr uint32_t depthwise_s8_line_bytes(const Depthwise& p, int32_t rows) {
  const auto lines = static_cast<uint32_t>((rows - 1) * p.stride_height + p.filter_height);
  const auto columns =
      static_cast<uint32_t>((p.output_width - 1) * p.stride_width + p.filter_width);
  return lines * columns * p.channels;
}
constexpr int32_t depthwise_s8_blocks(const Depthwise& p, int32_t rows) {
  return (rows * p.output_width + kSumsPerBlock - 1) / kSumsPerBlock;
}
/// As many as leave the fewest of four pixels unused.
constexpr int32_t depthwise_s8_rows_at_once(const Depthwise& p) {
  if (p.filter_height != 3 || p.filter_width != 3) return 0;
  int32_t best = 0;
  for (int32_t rows = 1; rows <= 4; ++rows) {
    const int32_t most = rows == 1 ? kMostLineBytes : kMostLineBytesOfRows;
    if (depthwise_s8_line_bytes(p, rows) > static_cast<uint32_t>(most)) break;
    if (best == 0 || depthwise_s8_blocks(p, rows) * best < depthwise_s8_blocks(p, best) * rows) {
      best = rows;
    }
  }
  return best;
}
constexpr uint32_t depthwise_s8_scratch_bytes(const Depthwise& p) {
  const int32_t rows = depthwise_s8_rows_at_once(p);
  return rows == 0 ? 0 : depthwise_s8_line_bytes(p, rows);
}

/// words: for each channel its head (tap_sums.h) and its weights, filled up to whole words. `scratch`:
/// that many bytes. The output over the input: as compiler/overlap says.
void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output,
                  uint8_t* scratch);
/// Channels [first, first + count), whose words these are, saturated, not clamped. Only where
/// p.rows_at_once is not 0. input and output: of channel 0.
void depthwise_channels_s8(const Depthwise& p, int32_t first, int32_t count, const int8_t* input,
                           const int32_t* words, int8_t* output, uint8_t* scratch);

}  // namespace mote::scalar
