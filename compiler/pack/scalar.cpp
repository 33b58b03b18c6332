// SPDX-License-Identifier: Apache-2.0
#include "pack/scalar.h"

#include <algorithm>
#include <cstdlib>

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

/// Words of a layer, or why there are none.
struct Blocks {
  std::vector<int32_t> words;
  std::string reason;
};

struct BlockShape {
  int32_t channels, depth;
  int32_t block;        ///< channels of a block
  int32_t multiple;     ///< the depth is filled up to one of these
  bool has_plain_bias;  ///< as depthwise_s8.h says
  int32_t input_zero_point, output_zero_point;
};

/// The constants of a channel, if nothing can wrap with them. `greatest`: bound of a sum and its bias.
std::optional<mote::scalar::Requantization> requantization_of(const Rescale& factor, int64_t bias,
                                                              int64_t greatest,
                                                              int32_t output_zero_point) {
  if (factor.multiplier == 0) {
    return mote::scalar::Requantization{0, 0, 1, 1 + 2 * output_zero_point};
  }
  const int32_t shift = -factor.shift;
  if (shift < 1) return std::nullopt;
  const int64_t offset =
      (int64_t{1} << (shift - 1)) + int64_t{output_zero_point} * (int64_t{1} << shift);
  if (greatest + std::abs(offset) >= INT32_MAX) return std::nullopt;
  return mote::scalar::Requantization{static_cast<int32_t>(bias), factor.multiplier, shift,
                                      static_cast<int32_t>(offset)};
}

/// weight(channel, i): the i-th of the depth.
template <class Weight>
Blocks blocks_of(const LayerNumbers& numbers, const BlockShape& s, Weight weight) {
  Blocks made;
  const int32_t filled = (s.depth + s.multiple - 1) / s.multiple * s.multiple;
  for (int32_t first = 0; first < s.channels; first += s.block) {
    std::vector<uint8_t> bytes(static_cast<size_t>((filled * s.block + 3) / 4 * 4), 0);
    for (int32_t k = 0; k < s.block; ++k) {
      const int32_t c = first + k;
      const bool is_there = c < s.channels;
      const int64_t plain = is_there && !numbers.bias.empty() ? numbers.bias[c] : 0;
      int64_t bias = plain;
      int64_t reach = 0;  // of inputs with or without their zero point
      for (int32_t i = 0; is_there && i < s.depth; ++i) {
        const int8_t value = weight(c, i);
        bias -= int64_t{s.input_zero_point} * value;
        reach += std::abs(int64_t{value}) * 256;
        bytes[int64_t{i} * s.block + k] = static_cast<uint8_t>(value);
      }
      const Rescale factor = is_there ? numbers.factors[c] : Rescale{0, 0};
      const auto q = requantization_of(
          factor, bias, reach + std::max(std::abs(bias), std::abs(plain)), s.output_zero_point);
      if (!q) {
        made.reason = "factors above 1/2, or sums beyond 31 bits";
        return made;
      }
      made.words.insert(made.words.end(), {q->bias, q->multiplier, q->shift, q->offset});
      if (s.has_plain_bias) {
        made.words.push_back(factor.multiplier == 0 ? 0 : static_cast<int32_t>(plain));
      }
    }
    for (size_t at = 0; at < bytes.size(); at += 4) made.words.push_back(load<int32_t>(&bytes[at]));
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
                   {s.range.low, s.range.high}};
  const BlockShape blocks{
      s.output.channels,  static_cast<int32_t>(depth), mote::scalar::kChannelsPerBlock, 4, false,
      s.input_zero_point, s.output_zero_point};
  return finished(std::move(packed),
                  blocks_of(numbers, blocks,
                            [&](int32_t c, int32_t i) { return numbers.weights[c * depth + i]; }),
                  reason);
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
                   {s.range.low, s.range.high}};
  const int32_t channels = s.input.channels;
  const BlockShape blocks{channels,           w.filter_h * w.filter_w, 1, 1, true,
                          s.input_zero_point, s.output_zero_point};
  return finished(
      std::move(packed),
      blocks_of(numbers, blocks,
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
  packed.params = {
      wide(s.shape.batches), wide(s.shape.depth), wide(s.shape.units), {s.range.low, s.range.high}};
  const BlockShape blocks{s.shape.units, s.shape.depth,      mote::scalar::kUnitsPerBlock, 1,
                          false,         s.input_zero_point, s.output_zero_point};
  return finished(
      std::move(packed),
      blocks_of(numbers, blocks,
                [&](int32_t u, int32_t i) { return numbers.weights[u * s.shape.depth + i]; }),
      reason);
}

}  // namespace mote::pack::scalar
