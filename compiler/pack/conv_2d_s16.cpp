// SPDX-License-Identifier: Apache-2.0
#include "pack/conv_2d_s16.h"

#include <algorithm>
#include <cstdlib>

namespace mote::pack {
namespace {

using cortex_m_dsp::Channel16;
using cortex_m_dsp::Conv2d16;

constexpr int32_t kGroup = 4;

bool fits(const Conv2dInteger& p, std::string& reason) {
  const auto& [input, output, window, filter_channels] = p.shape;
  const int32_t depth = window.filter_h * window.filter_w * filter_channels;
  if (filter_channels != input.channels) {
    reason = "groups of channels";
  } else if (p.layer.input_zero_point != 0 || p.layer.filter_zero_point != 0 ||
             p.layer.output_zero_point != 0) {
    reason = "a zero point that is not 0";
  } else if (std::max({input.batches, input.height, input.width, input.channels, output.height,
                       output.width, output.channels, depth}) > UINT16_MAX) {
    reason = "extents above 65535";
  } else if (std::max({window.filter_h, window.filter_w, window.stride_h, window.stride_w,
                       window.dilation_h, window.dilation_w, window.pad_top, window.pad_left}) >
             UINT8_MAX) {
    reason = "filter, stride, dilation or padding above 255";
  } else {
    return true;
  }
  return false;
}

Conv2d16 params_of(const Conv2dInteger& p) {
  const auto& [input, output, window, filter_channels] = p.shape;
  const auto wide = [](int32_t x) { return static_cast<uint16_t>(x); };
  const auto narrow = [](int32_t x) { return static_cast<uint8_t>(x); };
  const int32_t depth = window.filter_h * window.filter_w * filter_channels;
  return {wide(input.batches),
          wide(input.height),
          wide(input.width),
          wide(input.channels),
          wide(output.height),
          wide(output.width),
          wide(output.channels),
          wide((depth + kGroup - 1) / kGroup),
          narrow(window.filter_h),
          narrow(window.filter_w),
          narrow(window.stride_h),
          narrow(window.stride_w),
          narrow(window.dilation_h),
          narrow(window.dilation_w),
          narrow(window.pad_top),
          narrow(window.pad_left),
          static_cast<int16_t>(p.layer.range.low),
          static_cast<int16_t>(p.layer.range.high),
          p.layer.is_wide};
}

/// Four weights from `first` on, those beyond the end being 0, in the order of the kernel.
uint32_t word_of(const int8_t* weights, int32_t first, int32_t depth) {
  constexpr int32_t kOrder[kGroup] = {0, 2, 1, 3};
  uint32_t word = 0;
  for (int32_t i = 0; i < kGroup; ++i) {
    const int32_t at = first + kOrder[i];
    if (at < depth) word |= uint32_t{static_cast<uint8_t>(weights[at])} << (8 * i);
  }
  return word;
}

}  // namespace

std::optional<PackedConv2d16> pack_conv_2d_s16(const Conv2dInteger& p,
                                               const LayerNumbers16& numbers, std::string& reason) {
  if (!fits(p, reason)) return std::nullopt;
  PackedConv2d16 packed;
  packed.params = params_of(p);
  const int32_t channels = p.shape.output.channels;
  const int32_t depth = static_cast<int32_t>(numbers.weights.size()) / channels;
  for (int32_t c = 0; c < channels; ++c) {
    int64_t size = 0;
    for (int32_t i = 0; i < depth; ++i) {
      size += std::abs(int32_t{numbers.weights[static_cast<size_t>(c) * depth + i]});
    }
    // 32-bit sums wrap around in the reference kernel as well.
    if (p.layer.is_wide != 0 && size * 32768 > INT32_MAX) {
      reason = "sums that may pass 32 bits";
      return std::nullopt;
    }
    const auto bias = numbers.bias.empty() ? uint64_t{0} : static_cast<uint64_t>(numbers.bias[c]);
    packed.channels.push_back({static_cast<uint32_t>(bias), static_cast<int32_t>(bias >> 32),
                               numbers.factors[c].multiplier, numbers.factors[c].shift});
  }
  for (int32_t c = 0; c < channels; c += 2) {
    const int8_t* first = numbers.weights.data() + static_cast<size_t>(c) * depth;
    for (int32_t i = 0; i < packed.params.groups; ++i) {
      packed.weights.push_back(word_of(first, i * kGroup, depth));
      packed.weights.push_back(c + 1 < channels ? word_of(first + depth, i * kGroup, depth) : 0);
    }
  }
  packed.scratch_bytes = cortex_m_dsp::conv_2d_s16_scratch_bytes(packed.params);
  return packed;
}

std::optional<PackedConv2d16> pack_fully_connected_s16(const FullyConnectedInteger& p,
                                                       const LayerNumbers16& numbers,
                                                       std::string& reason) {
  // Batches are pixels.
  const Conv2dInteger layer{{{1, 1, p.shape.batches, p.shape.depth},
                             {1, 1, p.shape.batches, p.shape.units},
                             {1, 1, 1, 1, 1, 1, 0, 0},
                             p.shape.depth},
                            p.layer};
  return pack_conv_2d_s16(layer, numbers, reason);
}

}  // namespace mote::pack
