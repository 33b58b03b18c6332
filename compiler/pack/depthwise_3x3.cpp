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

bool accepts(const DepthwiseConv2dS8& s, bool by_rows, std::string& reason) {
  const Window& w = s.window;
  if (w.filter_h != 3 || w.filter_w != 3) reason = "a filter other than 3x3";
  else if (w.dilation_h != 1 || w.dilation_w != 1) reason = "dilation";
  else if (s.depth_multiplier != 1) reason = "a depth multiplier";
  else if (std::min(w.stride_h, w.stride_w) < 1 || w.stride_h > 255 || w.stride_w > 255 ||
           (w.stride_h > 2 && w.stride_w > 2))
    reason = "strides above 2";
  else if (by_rows && w.stride_w > 2) reason = "strides above 2 along a row";
  else if (!fits(w.pad_top, 255) || !fits(w.pad_left, 255)) reason = "padding above 255";
  else if (std::max({s.input.height, s.input.width, s.input.channels, s.input.batches,
                     s.output.height, s.output.width}) > UINT16_MAX)
    reason = "extents above 65535";
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

Depthwise3x3 params_of(const DepthwiseConv2dS8& s, bool by_rows) {
  Depthwise3x3 p{};
  const Window& w = s.window;
  p.batches = static_cast<uint16_t>(s.input.batches);
  p.channels = static_cast<uint16_t>(s.input.channels);
  p.is_transposed = !by_rows && prefers_columns(s) ? 1 : 0;
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

/// How a channel's sums become int8.
struct Fit {
  bool is_wide = false;
  int64_t bias = 0;  ///< as packed
  int32_t factors[2] = {};
};

Fit fit_channel(const DepthwiseLayer& layer, const Channel& channel, const Rescale& factor,
                bool rectified) {
  const OutputScale output{layer.shape.output_zero_point, layer.shape.range};
  const auto constant = constant_output(factor, channel.bounds, output);
  constexpr int64_t kMost = (int64_t{1} << 23) - 1;
  const bool small = channel.bounds.least >= -kMost && channel.bounds.greatest <= kMost;
  if (rectified) {
    Rectified factors;
    if (constant) {
      const int64_t bias = rectified_constant(*constant, factors);
      return {false, bias, {factors.multiplier, 0}};
    }
    const auto fit =
        small ? fit_rectified(factor, channel.bounds, cortex_m_dsp::kRectifiedShift) : std::nullopt;
    if (fit) return {false, 256 * channel.bias + fit->offset, {fit->multiplier, 0}};
  } else if (output.is_whole_range()) {
    Exact factors;
    if (constant) {
      const int64_t bias = exact_constant(*constant, output.zero_point, factors);
      return {false, bias, {factors.doubled_multiplier, factors.power}};
    }
    const auto fit = small ? fit_exact(factor) : std::nullopt;
    if (fit) return {false, 256 * channel.bias, {fit->doubled_multiplier, fit->power}};
  }
  return {true, channel.bias, {factor.multiplier, factor.shift}};
}

struct Fits {
  std::vector<Fit> all;
  int64_t wide = 0;
};

Fits fit_channels(const DepthwiseLayer& layer, const std::vector<Channel>& channels,
                  bool rectified) {
  Fits fits;
  for (size_t c = 0; c < channels.size(); ++c) {
    fits.all.push_back(fit_channel(layer, channels[c], layer.numbers.factors[c], rectified));
    fits.wide += fits.all.back().is_wide ? 1 : 0;
  }
  return fits;
}

void add_words(const std::vector<Channel>& channels, const std::vector<Fit>& fits, int32_t count,
               std::vector<int32_t>& words) {
  for (size_t c = 0; c < channels.size(); ++c) {
    int32_t all[7];
    std::copy(channels[c].rows, channels[c].rows + 3, all);
    // The weights of a constant channel count for nothing: its factors ignore them or they are
    // zero.
    all[3] = static_cast<int32_t>(static_cast<uint32_t>(fits[c].bias));
    all[4] = fits[c].factors[0];
    all[5] = fits[c].factors[1];
    all[6] = fits[c].is_wide ? 1 : 0;
    words.insert(words.end(), all, all + count);
  }
}

}  // namespace

std::optional<PackedDepthwise> pack_depthwise_3x3(const DepthwiseConv2dS8& shape,
                                                  const LayerNumbers& numbers, std::string& reason,
                                                  bool by_rows) {
  if (!accepts(shape, by_rows, reason)) return std::nullopt;
  const DepthwiseLayer layer{shape, numbers};
  PackedDepthwise packed;
  packed.range = shape.range;
  Depthwise3x3& p = packed.params;
  p = params_of(shape, by_rows);
  std::vector<Channel> channels;
  for (int32_t c = 0; c < shape.input.channels; ++c) {
    channels.push_back(channel_of(layer, c, p.is_transposed != 0));
    if (!constant_output(numbers.factors[c], channels[c].bounds,
                         {shape.output_zero_point, shape.range})) {
      continue;
    }
    for (int32_t& row : channels[c].rows) row = 0;
  }
  // The exact kind costs about as much more for all channels as the wide one for one in three.
  const bool can_rectify = OutputScale{shape.output_zero_point, shape.range}.is_rectified();
  const Fits exact = fit_channels(layer, channels, false);
  const Fits rectified = can_rectify ? fit_channels(layer, channels, true) : Fits{};
  const bool rectify = can_rectify && 3 * rectified.wide <= shape.input.channels + 3 * exact.wide;
  const Fits& fits = rectify ? rectified : exact;
  const bool is_wide = fits.wide != 0;
  p.channel_words = is_wide ? 7 : rectify ? 5 : 6;
  add_words(channels, fits.all, p.channel_words, packed.words);
  using namespace cortex_m_dsp;
  const std::string stride = p.stride == 1 ? "" : "_2";
  packed.line = "mote_dsp_depthwise_line" + stride + (rectify ? "_rectified" : "_exact");
  if (rectify) {
    p.line =
        p.stride == 1 ? mote_dsp_depthwise_line_rectified : mote_dsp_depthwise_line_2_rectified;
  } else {
    p.line = p.stride == 1 ? mote_dsp_depthwise_line_exact : mote_dsp_depthwise_line_2_exact;
  }
  packed.function = is_wide ? "depthwise_3x3_wide_s8" : "depthwise_3x3_s8";
  if (is_wide) packed.sums = "mote_dsp_depthwise_line" + stride + "_sums";
  packed.scratch_bytes =
      is_wide ? depthwise_3x3_wide_s8_scratch_bytes(p) : depthwise_3x3_s8_scratch_bytes(p);
  return packed;
}

}  // namespace mote::pack
