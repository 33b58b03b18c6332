// SPDX-License-Identifier: Apache-2.0
#include "pack/conv_2d.h"

#include <algorithm>

#include "pack/depthwise_as_conv_2d.h"

namespace mote::pack {
namespace {

using cortex_m_dsp::Conv2d;

bool fits(const Conv2dS8& s, std::string& reason) {
  const Window& w = s.window;
  const auto refuse = [&](const char* why) {
    reason = why;
    return false;
  };
  if (s.filter_channels != s.input.channels) return refuse("groups of channels");
  const int32_t extent = std::max({s.input.batches, s.input.height, s.input.width, s.input.channels,
                                   s.output.height, s.output.width, s.output.channels});
  if (extent > UINT16_MAX) return refuse("extents above 65535");
  const int32_t bytes = std::max({w.filter_h, w.filter_w, w.stride_h, w.stride_w, w.dilation_h,
                                  w.dilation_w, w.pad_top, w.pad_left});
  if (bytes > UINT8_MAX || std::min(w.pad_top, w.pad_left) < 0) {
    return refuse("filter, stride, dilation or padding above 255");
  }
  if (int64_t{w.filter_h} * w.filter_w * s.filter_channels > UINT16_MAX) {
    return refuse("more than 65535 weights of an output channel");
  }
  return true;
}

Conv2d params_of(const Conv2dS8& s) {
  const Window& w = s.window;
  Conv2d p{};
  p.batches = static_cast<uint16_t>(s.input.batches);
  p.input_height = static_cast<uint16_t>(s.input.height);
  p.input_width = static_cast<uint16_t>(s.input.width);
  p.input_channels = static_cast<uint16_t>(s.input.channels);
  p.output_height = static_cast<uint16_t>(s.output.height);
  p.output_width = static_cast<uint16_t>(s.output.width);
  p.output_channels = static_cast<uint16_t>(s.output.channels);
  p.groups =
      static_cast<uint16_t>(cortex_m_dsp::packed_groups(w.filter_h, w.filter_w * s.input.channels));
  p.filter_height = static_cast<uint8_t>(w.filter_h);
  p.filter_width = static_cast<uint8_t>(w.filter_w);
  p.stride_height = static_cast<uint8_t>(w.stride_h);
  p.stride_width = static_cast<uint8_t>(w.stride_w);
  p.dilation_height = static_cast<uint8_t>(w.dilation_h);
  p.dilation_width = static_cast<uint8_t>(w.dilation_w);
  p.pad_top = static_cast<uint8_t>(w.pad_top);
  p.pad_left = static_cast<uint8_t>(w.pad_left);
  p.input_zero_point = static_cast<int8_t>(s.input_zero_point);
  p.output_zero_point = static_cast<int8_t>(s.output_zero_point);
  return p;
}

}  // namespace

std::optional<PackedConv2d> pack_conv_2d(const Conv2dS8& s, const LayerNumbers& numbers,
                                         std::string& reason) {
  if (!fits(s, reason)) return std::nullopt;
  const int32_t depth = s.window.filter_h * s.window.filter_w * s.filter_channels;
  const MatrixLayer layer{
      s.output.channels, depth,           s.window.filter_h,  numbers.weights,
      numbers.bias,      numbers.factors, s.input_zero_point, {s.output_zero_point, s.range}};
  auto matrix = pack_convolution(layer, reason);
  if (!matrix) return std::nullopt;
  PackedConv2d packed;
  packed.params = params_of(s);
  packed.range = s.range;
  packed.params.block = matrix_block(matrix->kind);
  packed.params.factor_words = matrix->factor_words;
  packed.block = matrix_block_name(matrix->kind);
  const bool wide = matrix->kind == Requantization::Wide;
  packed.function = wide ? "conv_2d_wide_s8" : "conv_2d_s8";
  packed.scratch_bytes = wide ? cortex_m_dsp::conv_2d_wide_s8_scratch_bytes(packed.params)
                              : cortex_m_dsp::conv_2d_s8_scratch_bytes(packed.params);
  packed.matrix = std::move(*matrix);
  return packed;
}

std::optional<PackedConv2d> pack_depthwise_as_conv_2d(const DepthwiseConv2dS8& s,
                                                      const LayerNumbers& numbers,
                                                      std::string& reason) {
  const auto same = as_conv_2d(s, numbers, reason);
  return same ? pack_conv_2d(same->shape, same->numbers, reason) : std::nullopt;
}

}  // namespace mote::pack
