// SPDX-License-Identifier: Apache-2.0
#include "pack/depthwise_3x3.h"

#include <algorithm>

namespace mote::pack {
namespace {

using cortex_m_dsp::Depthwise3x3;

struct DepthwiseLayer {
  const DepthwiseConv2dS8& shape;
  const LayerNumbers& numbers;
};

bool fits(int64_t value, int64_t most) { return value >= 0 && value <= most; }

bool accepts(const DepthwiseConv2dS8& s, std::string& reason) {
  const Window& w = s.window;
  if (w.filter_h != 3 || w.filter_w != 3) reason = "a filter other than 3x3";
  else if (w.dilation_h != 1 || w.dilation_w != 1) reason = "dilation";
  else if (s.depth_multiplier != 1) reason = "a depth multiplier";
  else if (std::min(w.stride_h, w.stride_w) < 1 || w.stride_h > 255 || w.stride_w > 255 ||
           (w.stride_h > 2 && w.stride_w > 2)) reason = "strides above 2";
  else if (!fits(w.pad_top, 255) || !fits(w.pad_left, 255)) reason = "padding above 255";
  else if (std::max({s.input.height, s.input.width, s.input.channels, s.input.batches,
                     s.output.height, s.output.width}) > UINT16_MAX) reason = "extents above 65535";
  else return true;
  return false;
}

/// Rows of images are contiguous, but long lines cost less around the loop.
bool prefers_columns(const DepthwiseConv2dS8& s) {
  if (s.window.stride_w > 2) return true;
  if (s.window.stride_h > 2) return false;
  const auto cost = [](int32_t lines, int32_t length) { return int64_t{lines} * (length + 3); };
  return cost(s.output.width, s.output.height) < cost(s.output.height, s.output.width);
}

Depthwise3x3 params_of(const DepthwiseConv2dS8& s) {
  Depthwise3x3 p{};
  const Window& w = s.window;
  p.batches = static_cast<uint16_t>(s.input.batches);
  p.channels = static_cast<uint16_t>(s.input.channels);
  p.is_transposed = prefers_columns(s) ? 1 : 0;
  const auto set = [&](auto& lines, auto& length, int32_t vertical, int32_t horizontal) {
    if (p.is_transposed != 0) std::swap(vertical, horizontal);
    lines = static_cast<std::remove_reference_t<decltype(lines)>>(vertical);
    length = static_cast<std::remove_reference_t<decltype(length)>>(horizontal);
  };
  set(p.input_lines, p.input_length, s.input.height, s.input.width);
  set(p.output_lines, p.output_length, s.output.height, s.output.width);
  set(p.line_stride, p.stride, w.stride_h, w.stride_w);
  set(p.line_pad, p.pad, w.pad_top, w.pad_left);
  p.input_zero_point = static_cast<int8_t>(s.input_zero_point);
  p.output_zero_point = static_cast<int8_t>(s.output_zero_point);
  return p;
}

struct Channel {
  int32_t rows[3] = {};
  int64_t bias = 0;
  SumBounds bounds;
};

Channel channel_of(const DepthwiseLayer& layer, int32_t c, bool is_transposed) {
  Channel channel;
  channel.bias = layer.numbers.bias.empty() ? 0 : layer.numbers.bias[c];
  int64_t least = 0, greatest = 0;
  for (int32_t row = 0; row < 3; ++row) {
    uint32_t bytes = 0;
    for (int32_t i = 0; i < 3; ++i) {
      const int32_t at = is_transposed ? 3 * i + row : 3 * row + i;
      const int64_t w = layer.numbers.weights[at * layer.shape.input.channels + c];
      bytes |= static_cast<uint32_t>(static_cast<uint8_t>(w)) << (8 * i);
      channel.bias -= w * layer.shape.input_zero_point;
      least += std::min(w * -128, w * 127);
      greatest += std::max(w * -128, w * 127);
    }
    channel.rows[row] = static_cast<int32_t>(bytes);
  }
  channel.bounds = {channel.bias + least, channel.bias + greatest};
  return channel;
}

/// False if a channel has no such factors.
bool add_words(const DepthwiseLayer& layer, const std::vector<Channel>& channels, bool rectified,
               std::vector<int32_t>& words) {
  words.clear();
  for (size_t c = 0; c < channels.size(); ++c) {
    const auto rectify = rectified ? fit_rectified(layer.numbers.factors[c], channels[c].bounds,
                                                   cortex_m_dsp::kRectifiedShift)
                                   : std::nullopt;
    const auto exact = rectified ? std::nullopt : fit_exact(layer.numbers.factors[c]);
    if (!rectify && !exact) return false;
    words.insert(words.end(), channels[c].rows, channels[c].rows + 3);
    const int64_t bias = 256 * channels[c].bias + (rectify ? rectify->offset : 0);
    words.push_back(static_cast<int32_t>(static_cast<uint32_t>(bias)));
    words.push_back(rectify ? rectify->multiplier : exact->doubled_multiplier);
    if (exact) words.push_back(exact->power);
  }
  return true;
}

}  // namespace

std::optional<PackedDepthwise> pack_depthwise_3x3(const DepthwiseConv2dS8& shape,
                                                  const LayerNumbers& numbers,
                                                  std::string& reason) {
  if (!accepts(shape, reason)) return std::nullopt;
  const DepthwiseLayer layer{shape, numbers};
  PackedDepthwise packed;
  packed.params = params_of(layer.shape);
  std::vector<Channel> channels;
  for (int32_t c = 0; c < layer.shape.input.channels; ++c) {
    channels.push_back(channel_of(layer, c, packed.params.is_transposed != 0));
    constexpr int64_t kMost = (int64_t{1} << 23) - 1;
    if (channels.back().bounds.least < -kMost || channels.back().bounds.greatest > kMost) {
      reason = "sums that need more than 24 bits";
      return std::nullopt;
    }
  }
  const OutputScale output{layer.shape.output_zero_point, layer.shape.range};
  const bool rectified = output.is_rectified() && add_words(layer, channels, true, packed.words);
  if (!rectified && (!output.is_whole_range() ||
                     !add_words(layer, channels, false, packed.words))) {
    reason = "factors of 1/4 and more, or a clamp inside the range of int8";
    return std::nullopt;
  }
  packed.params.channel_words = rectified ? 5 : 6;
  using namespace cortex_m_dsp;
  const bool single = packed.params.stride == 1;
#define MOTE_LINE(function) packed.params.line = function, packed.line = #function
  if (single && rectified) MOTE_LINE(mote_dsp_depthwise_line_rectified);
  if (single && !rectified) MOTE_LINE(mote_dsp_depthwise_line_exact);
  if (!single && rectified) MOTE_LINE(mote_dsp_depthwise_line_2_rectified);
  if (!single && !rectified) MOTE_LINE(mote_dsp_depthwise_line_2_exact);
#undef MOTE_LINE
  packed.scratch_bytes = depthwise_3x3_s8_scratch_bytes(packed.params);
  return packed;
}

}  // namespace mote::pack
