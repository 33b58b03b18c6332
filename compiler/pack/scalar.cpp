// SPDX-License-Identifier: Apache-2.0
#include "pack/scalar.h"

#include <algorithm>

#include "pack/matrix.h"

namespace mote::pack::scalar {
namespace {

using mote::scalar::Conv2d;
using mote::scalar::Depthwise;
using mote::scalar::FullyConnected;

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

/// Blocks of `block` channels. weight(channel, i): the i-th of `depth`, which is filled up to a
/// multiple of `multiple`.
template <class Weight>
std::vector<int32_t> blocks_of(const LayerNumbers& numbers, int32_t channels, int32_t depth,
                               int32_t block, int32_t multiple, int32_t zero_point, Weight weight) {
  std::vector<int32_t> words;
  const int32_t filled = (depth + multiple - 1) / multiple * multiple;
  for (int32_t first = 0; first < channels; first += block) {
    std::vector<int32_t> biases;
    std::vector<int32_t> multipliers;
    std::vector<int32_t> shifts;
    std::vector<uint8_t> bytes(static_cast<size_t>((filled * block + 3) / 4 * 4), 0);
    for (int32_t k = 0; k < block; ++k) {
      const int32_t c = first + k;
      const bool is_there = c < channels;
      uint32_t bias = 0;
      if (is_there && !numbers.bias.empty()) bias = static_cast<uint32_t>(numbers.bias[c]);
      for (int32_t i = 0; is_there && i < depth; ++i) {
        const int8_t value = weight(c, i);
        bias -= static_cast<uint32_t>(zero_point * value);
        bytes[static_cast<size_t>(i * block + k)] = static_cast<uint8_t>(value);
      }
      biases.push_back(static_cast<int32_t>(bias));
      multipliers.push_back(is_there ? numbers.factors[c].multiplier : 0);
      shifts.push_back(is_there ? numbers.factors[c].shift : 0);
    }
    for (const auto* list : {&biases, &multipliers, &shifts}) {
      words.insert(words.end(), list->begin(), list->end());
    }
    for (size_t at = 0; at < bytes.size(); at += 4) words.push_back(load<int32_t>(&bytes[at]));
  }
  return words;
}

}  // namespace

std::optional<Packed<Conv2d>> pack_conv_2d(const Conv2dS8& s, const LayerNumbers& numbers,
                                           std::string& reason) {
  const Window& w = s.window;
  const int64_t depth = int64_t{w.filter_h} * w.filter_w * s.filter_channels;
  if (s.filter_channels != s.input.channels) {
    reason = "groups of channels";
    return std::nullopt;
  }
  if (depth > UINT16_MAX - 3 ||
      !fits({s.input.batches, s.input.height, s.input.width, s.input.channels, s.output.height,
             s.output.width, s.output.channels},
            w)) {
    reason = kTooLarge;
    return std::nullopt;
  }
  Packed<Conv2d> packed;
  packed.params = {wide(s.input.batches),
                   wide(s.input.height),
                   wide(s.input.width),
                   wide(s.input.channels),
                   wide(s.output.height),
                   wide(s.output.width),
                   wide(s.output.channels),
                   wide(static_cast<int32_t>((depth + 3) / 4 * 4)),
                   narrow(w.filter_h),
                   narrow(w.filter_w),
                   narrow(w.stride_h),
                   narrow(w.stride_w),
                   narrow(w.dilation_h),
                   narrow(w.dilation_w),
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   {static_cast<int8_t>(s.output_zero_point), s.range.low, s.range.high}};
  packed.words = blocks_of(numbers, s.output.channels, static_cast<int32_t>(depth),
                           mote::scalar::kChannelsPerBlock, 4, s.input_zero_point,
                           [&](int32_t c, int32_t i) { return numbers.weights[c * depth + i]; });
  return packed;
}

std::optional<Packed<Conv2d>> pack_depthwise_as_conv_2d(const DepthwiseConv2dS8& s,
                                                        const LayerNumbers& numbers,
                                                        std::string& reason) {
  if (s.input.channels != 1) {
    reason = "more than one input channel";
    return std::nullopt;
  }
  const Conv2dS8 shape{s.input, s.output, s.window, 1, s.input_zero_point, s.output_zero_point,
                       s.range};
  LayerNumbers as_rows = numbers;
  as_rows.weights =
      transposed(numbers.weights, s.window.filter_h * s.window.filter_w, s.output.channels);
  return scalar::pack_conv_2d(shape, as_rows, reason);
}

std::optional<Packed<Depthwise>> pack_depthwise(const DepthwiseConv2dS8& s,
                                                const LayerNumbers& numbers, std::string& reason) {
  const Window& w = s.window;
  if (s.input.channels != s.output.channels) {
    reason = "a depth multiplier above 1";
    return std::nullopt;
  }
  if (w.dilation_h != 1 || w.dilation_w != 1) {
    reason = "dilation";
    return std::nullopt;
  }
  if (!fits({s.input.batches, s.input.height, s.input.width, s.input.channels, s.output.height,
             s.output.width},
            w)) {
    reason = kTooLarge;
    return std::nullopt;
  }
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
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   {static_cast<int8_t>(s.output_zero_point), s.range.low, s.range.high}};
  const int32_t channels = s.input.channels;
  packed.words = blocks_of(numbers, channels, w.filter_h * w.filter_w, 1, 1, s.input_zero_point,
                           [&](int32_t c, int32_t i) { return numbers.weights[i * channels + c]; });
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
  Packed<FullyConnected> packed;
  packed.params = {wide(s.shape.batches),
                   wide(s.shape.depth),
                   wide(s.shape.units),
                   {static_cast<int8_t>(s.output_zero_point), s.range.low, s.range.high}};
  packed.words = blocks_of(
      numbers, s.shape.units, s.shape.depth, mote::scalar::kUnitsPerBlock, 1, s.input_zero_point,
      [&](int32_t u, int32_t i) { return numbers.weights[u * s.shape.depth + i]; });
  return packed;
}

}  // namespace mote::pack::scalar
