// SPDX-License-Identifier: Apache-2.0
#include "pack/mve.h"

#include <algorithm>

#include "pack/depthwise_as_conv_2d.h"
#include "pack/matrix.h"

namespace mote::pack::mve {
namespace {

using cortex_m_mve::Conv2d;
using cortex_m_mve::Depthwise;
using cortex_m_mve::FullyConnected;
using cortex_m_mve::kStep;

constexpr const char* kTooLarge = "extents above 65535, or a window above 255";

bool fits(std::initializer_list<int32_t> extents, const Window& w) {
  const int32_t bytes[] = {w.filter_h,   w.filter_w,   w.stride_h, w.stride_w,
                           w.dilation_h, w.dilation_w, w.pad_top,  w.pad_left};
  return std::max(extents) <= UINT16_MAX &&
         *std::max_element(std::begin(bytes), std::end(bytes)) <= UINT8_MAX &&
         std::min(w.pad_top, w.pad_left) >= 0;
}

uint16_t wide(int32_t x) { return static_cast<uint16_t>(x); }
uint8_t narrow(int32_t x) { return static_cast<uint8_t>(x); }

/// What negative results give is clamped to what zero gives.
bool is_exact(const RangeS8& range, int32_t zero_point) { return range.low < zero_point; }

/// Shifts to the left wrap around in the reference, and without a shift there is no tie to be rounded.
bool are_factors_small(const LayerNumbers& numbers, std::string& reason) {
  const bool small = std::all_of(numbers.factors.begin(), numbers.factors.end(), [](auto& factor) {
    return factor.multiplier == 0 || factor.shift < 0;
  });
  if (!small) reason = "factors above 1/2";
  return small;
}

/// One channel's numbers; zeros beyond the last channel.
struct Channel {
  int32_t bias = 0, multiplier = 0, shift = -1;
  std::vector<int8_t> weights;
};

/// weight(i): the i-th of the depth, which is filled up with zeros.
template <class Weight>
Channel channel_of(const LayerNumbers& numbers, int32_t c, int32_t depth, int32_t input_zero_point,
                   Weight weight) {
  Channel channel;
  channel.weights.resize(static_cast<size_t>(cortex_m_mve::steps_of(depth)) * kStep, 0);
  if (c >= static_cast<int32_t>(numbers.factors.size())) return channel;
  // Modulo 2^32, as the reference's sums are.
  auto bias = static_cast<uint32_t>(numbers.bias.empty() ? 0 : numbers.bias[c]);
  for (int32_t i = 0; i < depth; ++i) {
    channel.weights[i] = weight(i);
    bias -= static_cast<uint32_t>(input_zero_point * channel.weights[i]);
  }
  channel.bias = static_cast<int32_t>(bias);
  const Rescale& factor = numbers.factors[c];
  if (factor.multiplier != 0) {
    channel.multiplier = factor.multiplier;
    channel.shift = factor.shift;
  }
  return channel;
}

void add_bytes(std::vector<int32_t>& words, const int8_t* bytes, int32_t count) {
  for (int32_t at = 0; at < count; at += 4) {
    words.push_back(load<int32_t>(reinterpret_cast<const uint8_t*>(bytes + at)));
  }
}

/// For each step the weights of all channels of a block.
void add_steps(std::vector<int32_t>& words, const std::vector<Channel>& block) {
  const auto filled = static_cast<int32_t>(block[0].weights.size());
  for (int32_t at = 0; at < filled; at += kStep) {
    for (const Channel& channel : block) add_bytes(words, channel.weights.data() + at, kStep);
  }
}

/// As matrix_block.h has them, from a channel on.
void add_matrix(std::vector<int32_t>& words, const LayerNumbers& numbers, int32_t first_channel,
                int32_t channels, int32_t depth, int32_t input_zero_point) {
  for (int32_t first = first_channel; first < channels; first += cortex_m_mve::kChannelsPerBlock) {
    std::vector<Channel> block;
    for (int32_t c = first; c < first + cortex_m_mve::kChannelsPerBlock; ++c) {
      block.push_back(channel_of(numbers, c, depth, input_zero_point, [&](int32_t i) {
        return numbers.weights[static_cast<size_t>(c) * depth + i];
      }));
    }
    for (const Channel& channel : block) words.push_back(channel.bias);
    add_steps(words, block);
    for (const Channel& channel : block) words.push_back(channel.multiplier);
    for (const Channel& channel : block) words.push_back(channel.shift);
  }
}

/// As fully_connected_s8.h has them.
std::vector<int32_t> unit_words(const LayerNumbers& numbers, const FullyConnectedS8& s) {
  std::vector<int32_t> words;
  const int32_t by_eight = cortex_m_mve::units_by_eight(s.shape.units);
  for (int32_t first = 0; first < by_eight; first += cortex_m_mve::kUnitsPerBlock) {
    std::vector<Channel> block;
    for (int32_t u = first; u < first + cortex_m_mve::kUnitsPerBlock; ++u) {
      block.push_back(channel_of(numbers, u, s.shape.depth, s.input_zero_point, [&](int32_t i) {
        return numbers.weights[static_cast<size_t>(u) * s.shape.depth + i];
      }));
    }
    for (const Channel& channel : block) words.push_back(channel.bias);
    add_steps(words, block);
    const auto add_even_then_odd = [&](int32_t Channel::*member) {
      for (size_t odd = 0; odd < 2; ++odd) {
        for (size_t i = odd; i < block.size(); i += 2) words.push_back(block[i].*member);
      }
    };
    add_even_then_odd(&Channel::multiplier);
    add_even_then_odd(&Channel::shift);
  }
  add_matrix(words, numbers, by_eight, s.shape.units, s.shape.depth, s.input_zero_point);
  return words;
}

/// As depthwise_line.h has them.
std::vector<int32_t> depthwise_words(const LayerNumbers& numbers, const DepthwiseConv2dS8& s) {
  const Window& w = s.window;
  const int32_t channels = s.input.channels;
  std::vector<int32_t> words(cortex_m_mve::kFiltersAt, 0), factors;
  for (int32_t c = 0; c < channels; ++c) {
    const Channel channel = channel_of(
        numbers, c, w.filter_h * w.filter_w, s.input_zero_point,
        [&](int32_t i) { return numbers.weights[static_cast<size_t>(i) * channels + c]; });
    int8_t filter[4 * cortex_m_mve::kFilterWords] = {};
    for (int32_t i = 0; i < w.filter_h * w.filter_w; ++i) {
      filter[i % w.filter_w * cortex_m_mve::kPatch + i / w.filter_w] = channel.weights[i];
    }
    add_bytes(words, filter, sizeof(filter));
    factors.insert(factors.end(), {channel.bias, channel.multiplier, channel.shift});
  }
  words.insert(words.end(), factors.begin(), factors.end());
  return words;
}

}  // namespace

std::optional<Packed<Conv2d>> pack_conv_2d(const Conv2dS8& s, const LayerNumbers& numbers,
                                           std::string& reason) {
  const Window& w = s.window;
  if (s.filter_channels != s.input.channels) {
    reason = "groups of channels";
    return std::nullopt;
  }
  const int64_t depth = int64_t{w.filter_h} * w.filter_w * s.input.channels;
  if (!fits({s.input.batches, s.input.height, s.input.width, s.input.channels, s.output.height,
             s.output.width, s.output.channels},
            w) ||
      depth > UINT16_MAX) {
    reason = kTooLarge;
    return std::nullopt;
  }
  const bool exact = is_exact(s.range, s.output_zero_point);
  if (!are_factors_small(numbers, reason)) return std::nullopt;
  Packed<Conv2d> packed;
  packed.params = {wide(s.input.batches),
                   wide(s.input.height),
                   wide(s.input.width),
                   wide(s.input.channels),
                   wide(s.output.height),
                   wide(s.output.width),
                   wide(s.output.channels),
                   wide(cortex_m_mve::steps_of(static_cast<int32_t>(depth))),
                   narrow(w.filter_h),
                   narrow(w.filter_w),
                   narrow(w.stride_h),
                   narrow(w.stride_w),
                   narrow(w.dilation_h),
                   narrow(w.dilation_w),
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   static_cast<int8_t>(s.output_zero_point),
                   s.range.low,
                   s.range.high,
                   narrow(exact ? 1 : 0)};
  add_matrix(packed.words, numbers, 0, s.output.channels, static_cast<int32_t>(depth),
             s.input_zero_point);
  return packed;
}

std::optional<Packed<Conv2d>> pack_depthwise_as_conv_2d(const DepthwiseConv2dS8& s,
                                                        const LayerNumbers& numbers,
                                                        std::string& reason) {
  const auto same = as_conv_2d(s, numbers, reason);
  return same ? mve::pack_conv_2d(same->shape, same->numbers, reason) : std::nullopt;
}

std::optional<Packed<Depthwise>> pack_depthwise(const DepthwiseConv2dS8& s,
                                                const LayerNumbers& numbers, std::string& reason) {
  const Window& w = s.window;
  if (s.input.channels != s.output.channels) {
    reason = "a depth multiplier above 1";
    return std::nullopt;
  }
  if (std::max(w.filter_h, w.filter_w) > cortex_m_mve::kPatch) {
    reason = "a filter above 4x4";
    return std::nullopt;
  }
  if (!fits({s.input.batches, s.input.height, s.input.width, s.input.channels, s.output.height,
             s.output.width},
            w)) {
    reason = kTooLarge;
    return std::nullopt;
  }
  const bool exact = is_exact(s.range, s.output_zero_point);
  if (!are_factors_small(numbers, reason)) return std::nullopt;
  Packed<Depthwise> packed;
  packed.params = {wide(s.input.batches),
                   wide(s.input.channels),
                   wide(s.input.height),
                   wide(s.input.width),
                   wide(s.output.height),
                   wide(s.output.width),
                   narrow(w.filter_h),
                   narrow(w.filter_w),
                   narrow(w.stride_h),
                   narrow(w.stride_w),
                   narrow(w.dilation_h),
                   narrow(w.dilation_w),
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   static_cast<int8_t>(s.output_zero_point),
                   s.range.low,
                   s.range.high,
                   narrow(exact ? 1 : 0),
                   nullptr};
  packed.params.line = cortex_m_mve::is_by_squares(packed.params)
                           ? cortex_m_mve::mote_mve_depthwise_squares
                           : cortex_m_mve::mote_mve_depthwise_rows;
  packed.words = depthwise_words(numbers, s);
  return packed;
}

std::optional<Packed<FullyConnected>> pack_fully_connected(const FullyConnectedS8& s,
                                                           const LayerNumbers& numbers,
                                                           std::string& reason) {
  if (s.weights_zero_point != 0) {
    reason = "weights with a zero point";
    return std::nullopt;
  }
  if (std::max({s.shape.batches, s.shape.depth, s.shape.units}) > UINT16_MAX) {
    reason = kTooLarge;
    return std::nullopt;
  }
  const bool exact = is_exact(s.range, s.output_zero_point);
  if (!are_factors_small(numbers, reason)) return std::nullopt;
  Packed<FullyConnected> packed;
  packed.params = {wide(s.shape.batches), wide(s.shape.depth),
                   wide(s.shape.units),   static_cast<int8_t>(s.output_zero_point),
                   s.range.low,           s.range.high,
                   narrow(exact ? 1 : 0)};
  packed.words = unit_words(numbers, s);
  return packed;
}

}  // namespace mote::pack::mve
