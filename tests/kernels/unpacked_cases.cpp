// SPDX-License-Identifier: Apache-2.0
// Cases of kernels with weights as a model has them.
#include <cstring>

#include "kernels/reference_layers.h"
#include "ops/add/add.h"

namespace mote::kernel_check {
namespace {

using cortex_m_dsp::ChannelFactor;

/// As the entries choose them.
std::vector<ChannelFactor> factors_for_kernel(const std::vector<Rescale>& from, bool& all_exact) {
  all_exact = std::all_of(from.begin(), from.end(), cortex_m_dsp::is_exact);
  std::vector<ChannelFactor> result;
  for (const Rescale& factor : from) {
    result.push_back(all_exact ? cortex_m_dsp::exact_factor(factor)
                               : ChannelFactor{factor.multiplier, factor.shift});
  }
  return result;
}

/// Some channels without a factor, some biases so great that sums wrap around.
void make_extreme(Random& random, pack::LayerNumbers& numbers) {
  for (Rescale& factor : numbers.factors) {
    if (between(random, 0, 9) == 0) factor = {0, 0};
  }
  if (numbers.bias.empty() || between(random, 0, 9) != 0) return;
  numbers.bias.front() = INT32_MAX - between(random, 0, 99);
  numbers.bias.back() = INT32_MIN + between(random, 0, 99);
}

/// `c.weights`, and the numbers that say what is in them.
void take_weights(Case& c, const pack::LayerNumbers& numbers, bool one_factor) {
  bool all_exact = false;
  std::vector<ChannelFactor> factors = factors_for_kernel(numbers.factors, all_exact);
  if (one_factor) factors.resize(1);
  for (const ChannelFactor& f : factors) c.weights.insert(c.weights.end(), {f.multiplier, f.power});
  c.weights.insert(c.weights.end(), numbers.bias.begin(), numbers.bias.end());
  // A word before the filter, which may be read, and the misalignment.
  const size_t before = 4 + c.misalignment;
  std::vector<int8_t> filter(before, 0x55);
  filter.insert(filter.end(), numbers.weights.begin(), numbers.weights.end());
  filter.resize((filter.size() + 3) / 4 * 4, 0x55);
  const size_t words = c.weights.size();
  c.weights.resize(words + filter.size() / 4);
  std::memcpy(c.weights.data() + words, filter.data(), filter.size());
  c.numbers.insert(c.numbers.end(),
                   {static_cast<int32_t>(factors.size()), all_exact ? 1 : 0,
                    static_cast<int32_t>(numbers.bias.size()), static_cast<int32_t>(before)});
}

cortex_m_dsp::UnpackedConv2d take_geometry(Case& c, const Geometry& g, const Scaling& scaling) {
  const Window& w = g.window;
  c.numbers = {g.input.batches,
               g.input.height,
               g.input.width,
               g.input.channels,
               g.output.height,
               g.output.width,
               g.output.channels,
               w.filter_h,
               w.filter_w,
               w.stride_h,
               w.stride_w,
               w.dilation_h,
               w.dilation_w,
               w.pad_top,
               w.pad_left,
               scaling.input_zero_point,
               scaling.output_zero_point,
               scaling.low,
               scaling.high};
  Numbers numbers(c.numbers.data());
  return take_unpacked_conv_2d(numbers);
}

}  // namespace

Case unpacked_conv_2d_case(const std::string& name, const ConvShape& s, const Scaling& scaling,
                           uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name + ", of a model";
  c.kernel = Kernel::Conv2dUnpacked;
  c.misalignment = seed % 4;
  const Geometry g(s);
  const int32_t depth = s.filter_height * s.filter_width * s.channels;
  pack::LayerNumbers numbers = random_numbers(random, s.output_channels, depth, scaling);
  make_extreme(random, numbers);
  (void)compute_conv_2d(c, g, scaling, numbers, random);
  c.scratch_bytes = conv_2d_unpacked_s8_scratch_bytes(take_geometry(c, g, scaling));
  take_weights(c, numbers, false);
  return c;
}

Case unpacked_depthwise_case(const std::string& name, const ConvShape& s, const Scaling& scaling,
                             uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name + ", of a model";
  c.misalignment = seed % 4;
  const Geometry g(s);
  const int32_t taps = s.filter_height * s.filter_width;
  pack::LayerNumbers numbers = random_numbers(random, s.output_channels, taps, scaling);
  make_extreme(random, numbers);
  (void)compute_depthwise(c, g, scaling, numbers, random);
  const cortex_m_dsp::UnpackedConv2d p = take_geometry(c, g, scaling);
  const bool of_one = s.channels == 1 && s.output_channels > 1 && seed % 5 != 0;
  if (of_one) {
    c.kernel = Kernel::DepthwiseOfOneUnpacked;
    c.scratch_bytes = depthwise_of_one_channel_unpacked_s8_scratch_bytes(p);
  } else if (cortex_m_dsp::fits_depthwise_rows(p)) {
    c.kernel = Kernel::DepthwiseUnpacked;
    c.scratch_bytes = depthwise_unpacked_s8_scratch_bytes(p);
  } else {
    c.kernel = Kernel::DepthwiseTaps;
    c.scratch_bytes = depthwise_taps_s8_scratch_bytes(p);
  }
  take_weights(c, numbers, false);
  return c;
}

Case unpacked_fully_connected_case(const std::string& name, const UnitsShape& s,
                                   const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name + ", of a model";
  c.kernel = Kernel::FullyConnectedUnpacked;
  c.misalignment = seed % 4;
  pack::LayerNumbers numbers = random_numbers(random, s.units, s.depth, scaling);
  const bool one_factor = seed % 3 != 0;
  if (one_factor) {
    std::fill(numbers.factors.begin(), numbers.factors.end(), numbers.factors[0]);
  } else {
    make_extreme(random, numbers);
  }
  const int32_t weights_zero_point = seed % 5 == 0 ? between(random, -128, 127) : 0;
  (void)compute_fully_connected(c, s, scaling, numbers, random, weights_zero_point);
  c.numbers = {s.batches,
               s.depth,
               s.units,
               scaling.input_zero_point,
               weights_zero_point,
               scaling.output_zero_point,
               scaling.low,
               scaling.high};
  take_weights(c, numbers, one_factor);
  return c;
}

Case scaled_sum_case(const std::string& name, int32_t count, const AddScales& scales,
                     const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name + ", of a model";
  c.kernel = Kernel::ScaledSum;
  c.misalignment = seed % 4;
  const AddS8 p = add_of(scales, count, range_of(scaling));
  c.input = bytes(random, count, -128, 127);
  c.second_input = bytes(random, count, -128, 127);
  c.expected.resize(count);
  reference::add_s8(p, c.input.data(), c.second_input.data(), c.expected.data());
  for (const cortex_m_dsp::SumInput& input :
       {cortex_m_dsp::sum_input(p.first, p.first_zero_point),
        cortex_m_dsp::sum_input(p.second, p.second_zero_point)}) {
    c.numbers.insert(c.numbers.end(),
                     {input.zero_point, input.doubled_multiplier, input.half, input.shift});
  }
  const ChannelFactor factor = cortex_m_dsp::exact_factor(p.output);
  c.numbers.insert(c.numbers.end(), {factor.multiplier, factor.power, p.output_zero_point,
                                     p.range.low, p.range.high, count});
  c.multiply_accumulates = count;
  return c;
}

}  // namespace mote::kernel_check
