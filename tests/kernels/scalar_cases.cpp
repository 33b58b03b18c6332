// SPDX-License-Identifier: Apache-2.0
// Cases of the kernels of the overlay scalar. Nothing where the packing function refuses a layer.
#include <cstring>

#include "kernels/reference_layers.h"
#include "pack/scalar.h"

namespace mote::kernel_check {
namespace {

/// Seeds below are of layers of models, whose instructions are recorded.
constexpr uint32_t kFirstExtremeSeed = 100;

/// Some channels without a factor, some weights of -128.
void make_extreme(Random& random, uint32_t seed, pack::LayerNumbers& numbers) {
  if (seed < kFirstExtremeSeed) return;
  for (Rescale& factor : numbers.factors) {
    if (between(random, 0, 15) == 0) factor = {0, 0};
  }
  if (between(random, 0, 3) == 0) numbers.weights[numbers.weights.size() / 2] = -128;
  if (between(random, 0, 7) == 0 && !numbers.bias.empty()) {
    // A dead layer, as whose factors and biases a converter writes anything.
    std::fill(numbers.weights.begin(), numbers.weights.end(), int8_t{0});
    for (int32_t& bias : numbers.bias) bias = between(random, INT32_MIN / 2, INT32_MAX / 2);
    for (Rescale& factor : numbers.factors) factor.shift = between(random, -31, 1);
  } else if (between(random, 0, 7) == 0) {
    std::fill(numbers.weights.begin(), numbers.weights.end(), int8_t{-128});
  }
}

void append_output(Case& c, const mote::scalar::OutputScaling& output) {
  c.numbers.insert(c.numbers.end(), {output.zero_point, output.low, output.high});
}

using PackedConv2d = pack::scalar::Packed<mote::scalar::Conv2d>;

std::optional<Case> with_conv_2d(Case c, const std::optional<PackedConv2d>& packed) {
  if (!packed) return std::nullopt;
  const mote::scalar::Conv2d& p = packed->params;
  c.kernel = Kernel::ScalarConv2d;
  c.numbers = {p.batches,         p.input_height,   p.input_width,     p.input_channels,
               p.output_height,   p.output_width,   p.output_channels, p.depth,
               p.filter_height,   p.filter_width,   p.stride_height,   p.stride_width,
               p.dilation_height, p.dilation_width, p.pad_top,         p.pad_left,
               p.input_zero_point};
  append_output(c, p.output);
  c.weights = packed->words;
  c.scratch_bytes = conv_2d_s8_scratch_bytes(p);
  return c;
}

/// With random numbers, its input and the reference's output.
DepthwiseConv2dS8 depthwise_layer(Case& c, const Geometry& g, const Scaling& scaling,
                                  Random& random, uint32_t seed, pack::LayerNumbers& numbers) {
  const int32_t taps = g.window.filter_h * g.window.filter_w;
  numbers = random_numbers(random, g.output.channels, taps, scaling);
  make_extreme(random, seed, numbers);
  return compute_depthwise(c, g, scaling, numbers, random);
}

}  // namespace

std::optional<Case> scalar_conv_2d_case(const std::string& name, const ConvShape& s,
                                        const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const Geometry g(s);
  const int32_t depth = s.filter_height * s.filter_width * s.channels;
  pack::LayerNumbers numbers = random_numbers(random, s.output_channels, depth, scaling);
  make_extreme(random, seed, numbers);
  const Conv2dS8 shape = compute_conv_2d(c, g, scaling, numbers, random);
  std::string reason;
  return with_conv_2d(c, pack::scalar::pack_conv_2d(shape, numbers, reason));
}

std::optional<Case> scalar_depthwise_of_one_channel_case(const std::string& name,
                                                         const ConvShape& s, const Scaling& scaling,
                                                         uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  pack::LayerNumbers numbers;
  const DepthwiseConv2dS8 shape = depthwise_layer(c, Geometry(s), scaling, random, seed, numbers);
  std::string reason;
  return with_conv_2d(c, pack::scalar::pack_depthwise_as_conv_2d(shape, numbers, reason));
}

std::optional<Case> scalar_depthwise_case(const std::string& name, const ConvShape& s,
                                          const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::ScalarDepthwise;
  pack::LayerNumbers numbers;
  const DepthwiseConv2dS8 shape = depthwise_layer(c, Geometry(s), scaling, random, seed, numbers);
  std::string reason;
  const auto packed = pack::scalar::pack_depthwise(shape, numbers, reason);
  if (!packed) return std::nullopt;
  const mote::scalar::Depthwise& p = packed->params;
  c.numbers = {p.batches,      p.channels,     p.input_height,  p.input_width,     p.output_height,
               p.output_width, p.rows_at_once, p.filter_height, p.filter_width,    p.stride_height,
               p.stride_width, p.pad_top,      p.pad_left,      p.input_zero_point};
  append_output(c, p.output);
  c.weights = packed->words;
  c.scratch_bytes = depthwise_s8_scratch_bytes(p);
  return c;
}

std::optional<Case> scalar_fully_connected_case(const std::string& name, const UnitsShape& s,
                                                const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::ScalarFullyConnected;
  pack::LayerNumbers numbers = random_numbers(random, s.units, s.depth, scaling);
  make_extreme(random, seed, numbers);
  const FullyConnectedS8 shape = compute_fully_connected(c, s, scaling, numbers, random);
  std::string reason;
  const auto packed = pack::scalar::pack_fully_connected(shape, numbers, reason);
  if (!packed) return std::nullopt;
  c.numbers = {packed->params.batches, packed->params.depth, packed->params.units};
  append_output(c, packed->params.output);
  c.weights = packed->words;
  return c;
}

}  // namespace mote::kernel_check
