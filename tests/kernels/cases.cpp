// SPDX-License-Identifier: Apache-2.0
#include "kernels/cases.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "../../images/kernel_check/run_mve.h"
#include "kernels/reference_layers.h"
#include "ops/add/add.h"
#include "pack/add.h"
#include "pack/conv_2d.h"
#include "pack/depthwise_3x3.h"
#include "pack/fully_connected.h"

namespace mote::kernel_check {
namespace {

void add_wide_channels(Case& c, const pack::PackedMatrix& matrix) {
  for (const auto& channel : matrix.wide_channels) {
    c.numbers.insert(c.numbers.end(), {channel.multiplier, channel.shift});
  }
}

void take_conv_2d(Case& c, const std::optional<pack::PackedConv2d>& packed, const Scaling& scaling,
                  const std::string& reason) {
  if (!packed) throw std::runtime_error(c.name + ": " + reason);
  const cortex_m_dsp::Conv2d& p = packed->params;
  c.numbers = {p.batches,          p.input_height,      p.input_width,     p.input_channels,
               p.output_height,    p.output_width,      p.output_channels, p.groups,
               p.filter_height,    p.filter_width,      p.stride_height,   p.stride_width,
               p.dilation_height,  p.dilation_width,    p.pad_top,         p.pad_left,
               p.input_zero_point, p.output_zero_point, p.factor_words};
  c.weights = packed->matrix.words;
  c.scratch_bytes = packed->scratch_bytes;
  switch (packed->matrix.kind) {
    case pack::Requantization::Rectified: c.kernel = Kernel::Conv2dRectified; break;
    case pack::Requantization::Exact: c.kernel = Kernel::Conv2dExact; break;
    case pack::Requantization::Wide:
      c.kernel = Kernel::Conv2dWide;
      c.numbers.insert(c.numbers.end(), {scaling.low, scaling.high});
      add_wide_channels(c, packed->matrix);
  }
}

}  // namespace

Case conv_2d_case(const std::string& name, const ConvShape& s, const Scaling& scaling,
                  uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const Geometry g(s);
  const int32_t depth = s.filter_height * s.filter_width * s.channels;
  const pack::LayerNumbers numbers = random_numbers(random, s.output_channels, depth, scaling);
  const Conv2dS8 shape = compute_conv_2d(c, g, scaling, numbers, random);
  std::string reason;
  take_conv_2d(c, pack::pack_conv_2d(shape, numbers, reason), scaling, reason);
  return c;
}

namespace {

/// With random numbers, not packed yet.
struct DepthwiseLayer {
  pack::LayerNumbers numbers;
  DepthwiseConv2dS8 shape;
};

DepthwiseLayer depthwise_layer(Case& c, const Geometry& g, const Scaling& scaling, Random& random) {
  const int32_t taps = g.window.filter_h * g.window.filter_w;
  DepthwiseLayer layer{random_numbers(random, g.output.channels, taps, scaling), {}};
  layer.shape = compute_depthwise(c, g, scaling, layer.numbers, random);
  return layer;
}

}  // namespace

Case depthwise_of_one_channel_case(const std::string& name, const ConvShape& s,
                                   const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const DepthwiseLayer layer = depthwise_layer(c, Geometry(s), scaling, random);
  std::string reason;
  take_conv_2d(c, pack::pack_depthwise_as_conv_2d(layer.shape, layer.numbers, reason), scaling,
               reason);
  return c;
}

Case depthwise_case(const std::string& name, const ConvShape& shape, const Scaling& scaling,
                    uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  ConvShape s = shape;
  s.filter_height = s.filter_width = 3;
  s.output_channels = s.channels;
  const DepthwiseLayer layer = depthwise_layer(c, Geometry(s), scaling, random);
  std::string reason;
  const auto packed = pack::pack_depthwise_3x3(layer.shape, layer.numbers, reason);
  if (!packed) throw std::runtime_error(name + ": " + reason);
  const cortex_m_dsp::Depthwise3x3& p = packed->params;
  const bool rectified = packed->line.ends_with("rectified");
  c.kernel = rectified ? Kernel::DepthwiseRectified : Kernel::DepthwiseExact;
  c.numbers = {
      p.batches,       p.channels,      p.input_lines,      p.input_length,     p.output_lines,
      p.output_length, p.line_stride,   p.stride,           p.line_pad,         p.pad,
      p.is_transposed, p.channel_words, p.input_zero_point, p.output_zero_point};
  if (p.channel_words == 7) {
    c.kernel = rectified ? Kernel::DepthwiseRectifiedWide : Kernel::DepthwiseExactWide;
    c.numbers.insert(c.numbers.end(), {scaling.low, scaling.high});
  }
  c.weights = packed->words;
  c.scratch_bytes = packed->scratch_bytes;
  return c;
}

Case fully_connected_case(const std::string& name, const UnitsShape& s, const Scaling& scaling,
                          uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  pack::LayerNumbers numbers = random_numbers(random, s.units, s.depth, scaling);
  if (seed % 4 != 0) {
    for (Rescale& factor : numbers.factors) factor = numbers.factors[0];
  }
  const FullyConnectedS8 shape = compute_fully_connected(c, s, scaling, numbers, random);
  std::string reason;
  const auto packed = pack::pack_fully_connected(shape, numbers, reason);
  if (!packed) throw std::runtime_error(name + ": " + reason);
  const cortex_m_dsp::FullyConnected& p = packed->params;
  c.numbers = {p.batches, p.depth, p.units, p.output_zero_point, p.factor_words};
  c.weights = packed->matrix.words;
  c.scratch_bytes = packed->scratch_bytes;
  switch (packed->matrix.kind) {
    case pack::Requantization::Rectified: c.kernel = Kernel::FullyConnectedRectified; break;
    case pack::Requantization::Exact: c.kernel = Kernel::FullyConnectedExact; break;
    case pack::Requantization::Wide:
      c.kernel = Kernel::FullyConnectedWide;
      c.numbers.insert(c.numbers.end(), {packed->matrix.chunk_groups, scaling.low, scaling.high});
      add_wide_channels(c, packed->matrix);
  }
  return c;
}

Case add_case(const std::string& name, int32_t count, const AddScales& scales, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::Add;
  const AddS8 p = add_of(scales, count, {-128, 127});
  c.input = bytes(random, count, -128, 127);
  c.second_input = bytes(random, count, -128, 127);
  c.expected.resize(count);
  reference::add_s8(p, c.input.data(), c.second_input.data(), c.expected.data());
  const auto packed = pack::pack_add(p, static_cast<uint32_t>(count));
  if (!packed) throw std::runtime_error(name + ": no factors");
  const cortex_m_dsp::Add& params = packed->params;
  c.numbers = {params.first, params.second, params.offset, count, packed->shift};
  c.multiply_accumulates = count;
  return c;
}

std::string check_on_host(const Case& c) {
  constexpr size_t kGuard = 64;
  constexpr uint8_t kGuardByte = 0xA5;
  // Each part in memory of its own size, so that a sanitizer sees reads beyond it.
  std::vector<uint8_t> output(c.expected.size() + 2 * kGuard, kGuardByte);
  std::vector<uint32_t> scratch((c.scratch_bytes + 2 * kGuard) / 4 + 1, 0xA5A5A5A5);
  // Kernels with weights of a model may read a few bytes before the input.
  constexpr size_t kBefore = 4;
  std::vector<int8_t> input(kBefore + c.input.size());
  std::copy(c.input.begin(), c.input.end(), input.begin() + kBefore);
  const std::vector<int8_t> second(c.second_input);
  auto* scratch_bytes = reinterpret_cast<uint8_t*>(scratch.data());
  const Buffers buffers{input.data() + kBefore, second.data(), c.weights.data(),
                        reinterpret_cast<int8_t*>(output.data() + kGuard), scratch_bytes + kGuard};
  const auto run_it = [](auto run) { run(); };
  const bool known = run_kernel(c.kernel, c.numbers.data(), buffers, run_it) ||
                     run_mve(c.kernel, c.numbers.data(), buffers, run_it) ||
                     run_scalar(c.kernel, c.numbers.data(), buffers, run_it);
  if (!known) return c.name + ": no such kernel";
  for (size_t i = 0; i < c.expected.size(); ++i) {
    const auto got = static_cast<int8_t>(output[kGuard + i]);
    if (got != c.expected[i]) {
      return c.name + ": element " + std::to_string(i) + " is " + std::to_string(got) +
             ", expected " + std::to_string(c.expected[i]);
    }
  }
  for (size_t i = 0; i < kGuard; ++i) {
    if (output[i] != kGuardByte || output[kGuard + c.expected.size() + i] != kGuardByte) {
      return c.name + ": wrote outside the output";
    }
    if (scratch_bytes[i] != kGuardByte ||
        scratch_bytes[kGuard + c.scratch_bytes + i] != kGuardByte) {
      return c.name + ": wrote outside the scratch";
    }
  }
  return "";
}

std::vector<uint8_t> file_of(const std::vector<Case>& cases) {
  std::vector<uint8_t> file;
  const auto word = [&](size_t value) {
    for (int i = 0; i < 4; ++i) file.push_back(static_cast<uint8_t>(value >> (8 * i)));
  };
  const auto part = [&](const void* from, size_t count) {
    const auto* first = static_cast<const uint8_t*>(from);
    word(count);
    file.insert(file.end(), first, first + count);
    while (file.size() % 4 != 0) file.push_back(0);
  };
  word(cases.size());
  for (const Case& c : cases) {
    part(c.name.c_str(), c.name.size() + 1);
    word(static_cast<size_t>(c.kernel));
    part(c.numbers.data(), 4 * c.numbers.size());
    part(c.weights.data(), 4 * c.weights.size());
    word(c.misalignment);
    part(c.input.data(), c.input.size());
    part(c.second_input.data(), c.second_input.size());
    word(c.scratch_bytes);
    part(c.expected.data(), c.expected.size());
  }
  return file;
}

}  // namespace mote::kernel_check
