// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/depthwise_unpacked_s8.h"

#include "kernels/cortex_m_dsp/depthwise_3x3_s8.h"
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"
#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

constexpr int32_t kChannels = 4;

/// Whether depthwise_3x3_s8.h has the layer.
bool fits_lines(const UnpackedConv2d& p) {
  constexpr int32_t kMost = UINT16_MAX;
  const int32_t* const extents[] = {&p.batches,        &p.input_height,  &p.input_width,
                                    &p.input_channels, &p.output_height, &p.output_width};
  for (const int32_t* extent : extents) {
    if (*extent > kMost) return false;
  }
  return p.filter_height == 3 && p.filter_width == 3 && p.dilation_height == 1 &&
         p.dilation_width == 1 && p.input_channels == p.output_channels && p.stride_height < 256 &&
         p.stride_width < 256 && (p.stride_height <= 2 || p.stride_width <= 2);
}

/// Lines are columns where those are longer, or where rows have too great a stride.
Depthwise3x3 lines_of(const UnpackedConv2d& p) {
  // Both less the product of the extents.
  const int32_t by_rows = 3 * p.output_height, by_columns = 3 * p.output_width;
  const bool columns = p.stride_width > 2 || (p.stride_height <= 2 && by_columns < by_rows);
  Depthwise3x3 lines{};
  const auto set = [&](auto& across, auto& along, int32_t vertical, int32_t horizontal) {
    across = static_cast<uint16_t>(columns ? horizontal : vertical);
    along = static_cast<uint16_t>(columns ? vertical : horizontal);
  };
  uint16_t strides[2], pads[2];
  set(lines.input_lines, lines.input_length, p.input_height, p.input_width);
  set(lines.output_lines, lines.output_length, p.output_height, p.output_width);
  set(strides[0], strides[1], p.stride_height, p.stride_width);
  set(pads[0], pads[1], p.pad_top, p.pad_left);
  lines.line_stride = static_cast<uint8_t>(strides[0]);
  lines.stride = static_cast<uint8_t>(strides[1]);
  lines.line_pad = static_cast<uint8_t>(pads[0]);
  lines.pad = static_cast<uint8_t>(pads[1]);
  lines.line = lines.stride == 1 ? mote_dsp_depthwise_line_exact : mote_dsp_depthwise_line_2_exact;
  lines.batches = static_cast<uint16_t>(p.batches);
  lines.channels = static_cast<uint16_t>(p.input_channels);
  lines.is_transposed = columns ? 1 : 0;
  lines.channel_words = 6;
  lines.input_zero_point = static_cast<int8_t>(p.input_zero_point);
  lines.output_zero_point = static_cast<int8_t>(p.output.zero_point);
  return lines;
}

}  // namespace

uint32_t depthwise_unpacked_s8_scratch_bytes(const UnpackedConv2d& p) {
  const uint32_t rows = depthwise_rows_s8_scratch_bytes(p);
  const uint32_t lines = fits_lines(p) ? depthwise_3x3_s8_scratch_bytes(lines_of(p)) : 0;
  return lines > rows ? lines : rows;
}

void depthwise_unpacked_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                           const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                           int8_t* output, uint8_t* scratch) {
  DepthwiseRowFunction* const row = depthwise_row_function(p);
  if (!factors.is_exact || !fits_lines(p)) {
    depthwise_rows_s8(p, row, input, filter, bias, factors, output, scratch);
    return;
  }
  const Depthwise3x3 lines = lines_of(p);
  for (int32_t next = 0; next < p.output_channels; next += kChannels) {
    if (!depthwise_3x3_of_model_s8(lines, input, next, {filter, bias, factors}, output, scratch)) {
      depthwise_rows_of_four_s8(p, row, next, input, filter, bias, factors, output, scratch);
    }
  }
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.output_channels, p.output);
}

void depthwise_of_one_channel_unpacked_s8(const UnpackedConv2d& p, const int8_t* input,
                                          const int8_t* filter, const Unaligned<int32_t>* bias,
                                          const ChannelFactors& factors, int8_t* output,
                                          uint8_t* scratch) {
  const int32_t taps = unpacked_depthwise_taps(p), channels = p.output_channels;
  auto* const transposed =
      reinterpret_cast<int8_t*>(scratch) + conv_2d_unpacked_s8_scratch_bytes(p) + 4;
  int8_t* to = transposed;
  for (int32_t c = 0; c < channels; ++c) {
    for (int32_t tap = 0; tap < taps; ++tap) *to++ = filter[tap * channels + c];
  }
  conv_2d_unpacked_s8(p, input, transposed, bias, factors, output, scratch);
}

}  // namespace mote::cortex_m_dsp
