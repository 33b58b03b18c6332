// SPDX-License-Identifier: Apache-2.0
#include "pack/scalar.h"

#include <algorithm>
#include <cstdlib>

#include "kernels/scalar/pack_channel.h"
#include "pack/depthwise_as_conv_2d.h"
#include "pack/matrix.h"

namespace mote::pack::scalar {
namespace {

using mote::scalar::Conv2d;
using mote::scalar::Depthwise;
using mote::scalar::FullyConnected;
using mote::scalar::ModelChannel;

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

template <class Layer>
mote::scalar::OutputScaling output_scaling(const Layer& s) {
  return {static_cast<int8_t>(s.output_zero_point), s.range.low, s.range.high};
}

/// Words of a layer, or why there are none.
struct Blocks {
  std::vector<int32_t> words;
  std::string reason;
};

struct LayerShape {
  int32_t channels, depth;
  int32_t input_zero_point, output_zero_point;
};

constexpr const char* kNotExact = "factors above 1/2, or sums beyond 28 bits";

void append_bytes(const std::vector<uint8_t>& bytes, std::vector<int32_t>& words) {
  std::vector<uint8_t> filled = bytes;
  filled.resize((bytes.size() + 3) / 4 * 4);
  for (size_t at = 0; at < filled.size(); at += 4) words.push_back(load<int32_t>(&filled[at]));
}

/// A channel; its weights are those of `row`.
template <class Weight>
ModelChannel channel_of(const LayerNumbers& numbers, const LayerShape& s, int32_t c, Weight weight,
                        std::vector<int8_t>& row) {
  row.clear();
  for (int32_t i = 0; i < s.depth; ++i) row.push_back(weight(c, i));
  return {row.data(),
          1,
          s.depth,
          numbers.bias.empty() ? 0 : numbers.bias[c],
          numbers.factors[c],
          s.input_zero_point,
          s.output_zero_point};
}

using PackChannel = int32_t*(const ModelChannel& channel, int32_t* words);

/// Channel by channel, of at most so many words each.
template <class Weight>
Blocks channel_words(const LayerNumbers& numbers, const LayerShape& s, PackChannel* pack,
                     uint32_t most_words, Weight weight) {
  Blocks made;
  std::vector<int8_t> row;
  std::vector<int32_t> room(most_words);
  for (int32_t c = 0; c < s.channels; ++c) {
    const int32_t* end = pack(channel_of(numbers, s, c, weight, row), room.data());
    if (end == nullptr) return {{}, kNotExact};
    made.words.insert(made.words.end(), static_cast<const int32_t*>(room.data()), end);
  }
  return made;
}

template <class Weight>
Blocks unit_words(const LayerNumbers& numbers, const LayerShape& s, Weight weight) {
  using mote::scalar::kUnitsPerBlock;
  Blocks made;
  for (int32_t first = 0; first < s.channels; first += kUnitsPerBlock) {
    std::vector<uint8_t> rows;
    for (int32_t u = first; u < first + kUnitsPerBlock; ++u) {
      std::vector<int8_t> row(static_cast<size_t>(s.depth));
      mote::scalar::DepthwiseHead head{0, 0, {0, 1}};
      if (u < s.channels && !head_of(channel_of(numbers, s, u, weight, row), head)) {
        return {{}, kNotExact};
      }
      made.words.insert(made.words.end(), {head.bias, head.factor.multiplier, head.factor.shift});
      rows.insert(rows.end(), row.begin(), row.end());
    }
    append_bytes(rows, made.words);
  }
  return made;
}

/// Moves the words over, or the reason.
template <class Params>
std::optional<Packed<Params>> finished(Packed<Params>&& packed, Blocks&& blocks,
                                       std::string& reason) {
  if (!blocks.reason.empty()) {
    reason = blocks.reason;
    return std::nullopt;
  }
  packed.words = std::move(blocks.words);
  return std::move(packed);
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
  if (depth > UINT16_MAX || !fits({s.input.batches, s.input.height, s.input.width, s.input.channels,
                                   s.output.height, s.output.width, s.output.channels},
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
                   wide(static_cast<int32_t>(depth)),
                   narrow(w.filter_h),
                   narrow(w.filter_w),
                   narrow(w.stride_h),
                   narrow(w.stride_w),
                   narrow(w.dilation_h),
                   narrow(w.dilation_w),
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   output_scaling(s)};
  const LayerShape layer{s.output.channels, static_cast<int32_t>(depth), s.input_zero_point,
                         s.output_zero_point};
  return finished(
      std::move(packed),
      channel_words(numbers, layer, mote::scalar::pack_pixel_channel,
                    mote::scalar::pixel_channel_words(layer.depth),
                    [&](int32_t c, int32_t i) { return numbers.weights[c * depth + i]; }),
      reason);
}

std::optional<Packed<Conv2d>> pack_depthwise_as_conv_2d(const DepthwiseConv2dS8& s,
                                                        const LayerNumbers& numbers,
                                                        std::string& reason) {
  const auto same = as_conv_2d(s, numbers, reason);
  return same ? scalar::pack_conv_2d(same->shape, same->numbers, reason) : std::nullopt;
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
                   0,
                   narrow(w.filter_h),
                   narrow(w.filter_w),
                   narrow(w.stride_h),
                   narrow(w.stride_w),
                   narrow(w.pad_top),
                   narrow(w.pad_left),
                   static_cast<int8_t>(s.input_zero_point),
                   output_scaling(s)};
  packed.params.rows_at_once = narrow(depthwise_s8_rows_at_once(packed.params));
  const int32_t channels = s.input.channels;
  const LayerShape layer{channels, w.filter_h * w.filter_w, s.input_zero_point,
                         s.output_zero_point};
  return finished(
      std::move(packed),
      channel_words(
          numbers, layer, mote::scalar::pack_tap_channel,
          static_cast<uint32_t>(mote::scalar::kDepthwiseHeadWords + (layer.depth + 3) / 4),
          [&](int32_t c, int32_t i) { return numbers.weights[i * channels + c]; }),
      reason);
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
  packed.params = {wide(s.shape.batches), wide(s.shape.depth), wide(s.shape.units),
                   output_scaling(s)};
  const LayerShape layer{s.shape.units, s.shape.depth, s.input_zero_point, s.output_zero_point};
  return finished(
      std::move(packed),
      unit_words(numbers, layer,
                 [&](int32_t u, int32_t i) { return numbers.weights[u * s.shape.depth + i]; }),
      reason);
}

}  // namespace mote::pack::scalar
