// SPDX-License-Identifier: Apache-2.0
// Random layers for cases of kernels: numbers like those of trained ones, and shapes.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "kernels/cases.h"
#include "ops/add/add.h"
#include "ops/shared/channel_multipliers.h"
#include "ops/shared/window.h"
#include "pack/conv_2d.h"

namespace mote::kernel_check {

using Random = std::mt19937;

inline int32_t between(Random& random, int32_t low, int32_t high) {
  return std::uniform_int_distribution<int32_t>(low, high)(random);
}

inline std::vector<int8_t> bytes(Random& random, size_t count, int32_t low, int32_t high) {
  std::vector<int8_t> result(count);
  for (int8_t& b : result) b = static_cast<int8_t>(between(random, low, high));
  return result;
}

/// Factors of a layer whose sums have that standard deviation.
inline std::vector<Rescale> factors(Random& random, const Scaling& scaling, int32_t channels,
                                    double deviation) {
  std::vector<Rescale> result(channels);
  const int32_t spread = -static_cast<int32_t>(std::lround(std::log2(deviation / 60)));
  for (Rescale& factor : result) {
    factor.multiplier = between(random, 1 << 30, INT32_MAX);
    factor.shift = scaling.least_shift == 0 && scaling.most_shift == 0
                       ? std::min(spread + between(random, -1, 1), -4)
                       : between(random, scaling.least_shift, scaling.most_shift);
  }
  return result;
}

/// Multipliers and shifts apart, as the reference kernels want them.
struct Factors {
  std::vector<uint8_t> pairs;
  explicit Factors(const std::vector<Rescale>& from) : pairs(from.size() * kFactorPairBytes) {
    for (size_t c = 0; c < from.size(); ++c) {
      store_pair(pairs.data() + c * kFactorPairBytes, from[c]);
    }
  }
  ChannelMultipliers all() const { return factor_pairs(pairs.data(), false); }
};

inline int32_t output_extent(const ConvShape& s, int32_t input, int32_t filter, int32_t stride,
                             int32_t dilation) {
  const int32_t reach = (filter - 1) * dilation + 1;
  return s.same_padding ? (input + stride - 1) / stride : (input - reach) / stride + 1;
}

inline int32_t padding(const ConvShape& s, int32_t input, int32_t filter, int32_t stride,
                       int32_t dilation, int32_t output) {
  if (!s.same_padding) return 0;
  const int32_t total = (output - 1) * stride + (filter - 1) * dilation + 1 - input;
  return std::max(total, 0) / 2;
}

struct Geometry {
  Shape4 input, output;
  Window window;
  explicit Geometry(const ConvShape& s) {
    input = {s.batches, s.height, s.width, s.channels};
    output = {s.batches,
              output_extent(s, s.height, s.filter_height, s.stride_height, s.dilation_height),
              output_extent(s, s.width, s.filter_width, s.stride_width, s.dilation_width),
              s.output_channels};
    window = {
        s.filter_height,
        s.filter_width,
        s.stride_height,
        s.stride_width,
        s.dilation_height,
        s.dilation_width,
        padding(s, s.height, s.filter_height, s.stride_height, s.dilation_height, output.height),
        padding(s, s.width, s.filter_width, s.stride_width, s.dilation_width, output.width)};
  }
};

inline size_t elements(const Shape4& s) {
  return static_cast<size_t>(s.batches) * s.height * s.width * s.channels;
}

inline const Unaligned<int32_t>* unaligned(const std::vector<int32_t>& values) {
  return values.empty() ? nullptr : reinterpret_cast<const Unaligned<int32_t>*>(values.data());
}

inline RangeS8 range_of(const Scaling& scaling) {
  return {static_cast<int8_t>(scaling.low), static_cast<int8_t>(scaling.high)};
}

inline pack::LayerNumbers random_numbers(Random& random, int32_t channels, int32_t depth,
                                         const Scaling& scaling) {
  pack::LayerNumbers numbers;
  numbers.weights = bytes(random, static_cast<size_t>(channels) * depth, -127, 127);
  // As trained weights are: most of them small.
  for (int8_t& w : numbers.weights) w = static_cast<int8_t>(w * std::abs(w) / 127);
  const double deviation = 74.0 * 57.0 * std::sqrt(depth);
  if (between(random, 0, 7) != 0) {
    for (int32_t c = 0; c < channels; ++c) {
      numbers.bias.push_back(between(random, -1, 1) * static_cast<int32_t>(deviation / 2) +
                             between(random, -999, 999));
    }
  }
  numbers.factors = factors(random, scaling, channels, deviation);
  return numbers;
}

/// A sum of tensors of one shape.
inline AddS8 add_of(const AddScales& scales, int32_t count, RangeS8 range) {
  const auto factor = [](double value) {
    int exponent = 0;
    const double fraction = std::frexp(value, &exponent);
    if (exponent < -31) return Rescale{0, 0};
    return Rescale{static_cast<int32_t>(std::lround(std::ldexp(fraction, 31) - 0.5)), exponent};
  };
  const double twice = 2 * std::max(scales.first, scales.second);
  AddS8 p{};
  p.first = factor(scales.first / twice);
  p.second = factor(scales.second / twice);
  p.output = factor(twice / (1 << 20));
  p.first_zero_point = static_cast<int16_t>(scales.first_zero_point);
  p.second_zero_point = static_cast<int16_t>(scales.second_zero_point);
  p.output_zero_point = static_cast<int16_t>(scales.output_zero_point);
  p.range = range;
  p.broadcast.extents[0] = static_cast<uint32_t>(count);
  p.broadcast.axes = 1;
  return p;
}

}  // namespace mote::kernel_check
