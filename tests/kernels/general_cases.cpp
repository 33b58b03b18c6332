// SPDX-License-Identifier: Apache-2.0
// Cases of kernels without weights, and of depthwise layers with weights as a model has them. Expected is
// what the reference kernels, or the operators' own runs, give.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "kernels/cases.h"
#include "kernels/random_layers.h"
#include "mote/ops.h"
#include "ops/average_pool_2d/average_pool_2d.h"
#include "ops/conv_2d/conv_2d.h"
#include "ops/max_pool_2d/max_pool_2d.h"
#include "ops/mul/cortex_m_dsp.h"
#include "ops/op_def.h"
#include "ops/reduce/cortex_m_dsp.h"
#include "pack/conv_2d_s16.h"
#include "pack/softmax.h"

namespace mote::kernel_check {
namespace {

Rescale factor_of(double value) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  return {static_cast<int32_t>(std::lround(std::ldexp(fraction, 31) - 0.5)), exponent};
}

/// The operator's own run.
template <class Params>
void run_operator(const OpDef& op, const Params& params, std::vector<int8_t*> tensors) {
  std::vector<uint8_t*> bytes;
  for (int8_t* tensor : tensors) bytes.push_back(reinterpret_cast<uint8_t*>(tensor));
  const CompiledContext context(&params, bytes.data(), static_cast<uint32_t>(bytes.size()) - 1,
                                nullptr);
  if (op.run(context) != kAllWell) throw std::runtime_error("the operator refuses");
}

}  // namespace

Case pool_case(const std::string& name, Kernel kernel, const ConvShape& shape,
               const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = kernel;
  c.misalignment = seed % 4;
  ConvShape s = shape;
  s.output_channels = s.channels;
  const Geometry g(s);
  c.input = bytes(random, elements(g.input), -128, 127);
  c.expected.resize(elements(g.output));
  const RangeS8 range = range_of(scaling);
  const PoolS8 pool{{g.input, g.output, g.window}, range};
  auto* const reference =
      kernel == Kernel::MaxPool ? reference::max_pool_2d_s8 : reference::average_pool_2d_s8;
  reference(pool, c.input.data(), c.expected.data());
  c.numbers = {g.input.batches,   g.input.channels,  g.input.height,    g.input.width,
               g.output.height,   g.output.width,    g.window.filter_h, g.window.filter_w,
               g.window.stride_h, g.window.stride_w, g.window.pad_top,  g.window.pad_left,
               range.low,         range.high};
  c.multiply_accumulates =
      static_cast<int64_t>(elements(g.output)) * g.window.filter_h * g.window.filter_w;
  return c;
}

Case general_depthwise_case(const std::string& name, Kernel kernel, const ConvShape& shape,
                            const Scaling& scaling, uint32_t seed) {
  Case c = unpacked_depthwise_case(name, shape, scaling, seed);
  Numbers numbers(c.numbers.data());
  const cortex_m_dsp::UnpackedConv2d p = take_unpacked_conv_2d(numbers);
  c.kernel = kernel;
  c.name = name + (kernel == Kernel::DepthwiseRows ? ", by rows" : ", by taps");
  c.scratch_bytes = kernel == Kernel::DepthwiseRows
                        ? cortex_m_dsp::depthwise_rows_s8_scratch_bytes(p)
                        : cortex_m_dsp::depthwise_taps_s8_scratch_bytes(p);
  return c;
}

Case mul_case(const std::string& name, const MulShape& shape, double scale, const AddScales& points,
              const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.misalignment = seed % 4;
  MulQuantized p{};
  p.factor = factor_of(scale);
  p.first_zero_point = points.first_zero_point;
  p.second_zero_point = points.second_zero_point;
  p.output_zero_point = points.output_zero_point;
  p.range = {scaling.low, scaling.high};
  const bool again = shape.again != MulRows::Both;
  p.broadcast.axes = again ? 2 : 1;
  p.broadcast.extents[0] = static_cast<uint32_t>(again ? shape.rows : shape.rows * shape.count);
  p.broadcast.extents[1] = static_cast<uint32_t>(again ? shape.count : 0);
  p.broadcast.first_repeats = shape.again == MulRows::FirstAgain ? 1 : 0;
  p.broadcast.second_repeats = shape.again == MulRows::SecondAgain ? 1 : 0;
  const auto all = static_cast<size_t>(shape.rows) * static_cast<size_t>(shape.count);
  const auto row = static_cast<size_t>(shape.count);
  c.input = bytes(random, shape.again == MulRows::FirstAgain ? row : all, -128, 127);
  c.second_input = bytes(random, shape.again == MulRows::SecondAgain ? row : all, -128, 127);
  c.expected.resize(all);
  run_operator(ops::mul_s8, p, {c.input.data(), c.second_input.data(), c.expected.data()});
  cortex_m_dsp::Mul mul{};
  if (!cortex_m_dsp::mul_of(p, mul)) throw std::runtime_error(name + ": broadcasts otherwise");
  c.kernel = cortex_m_dsp::is_exact(p.factor) ? Kernel::MulExact : Kernel::Mul;
  const auto number = [](uint32_t x) { return static_cast<int32_t>(x); };
  c.numbers = {number(mul.rows),        number(mul.count), number(mul.first_step),
               number(mul.second_step), mul.first_less,    mul.second_less,
               mul.factor.multiplier,   mul.factor.power,  mul.output.zero_point,
               mul.output.low,          mul.output.high};
  c.multiply_accumulates = static_cast<int64_t>(all);
  return c;
}

Case reduced_sum_case(const std::string& name, const SumShape& shape, bool is_mean, double scale,
                      const Scaling& scaling, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::ReducedSum;
  c.misalignment = seed % 4;
  ScaledReduction p{};
  p.factor = factor_of(scale);
  // As a mean's: with a multiplier below 2^30.
  if (is_mean) p.factor.multiplier /= 3;
  p.zero_total = scaling.input_zero_point * shape.rows;
  p.output_zero_point = scaling.output_zero_point;
  p.reduction.first_is_reduced = shape.batches == 1;
  uint32_t* extents = p.reduction.extents;
  if (shape.batches != 1) *extents++ = static_cast<uint32_t>(shape.batches);
  extents[0] = static_cast<uint32_t>(shape.rows);
  extents[1] = static_cast<uint32_t>(shape.channels);
  p.reduction.axes = shape.batches == 1 ? 2 : 3;
  const auto outputs = static_cast<size_t>(shape.batches * shape.channels);
  c.input = bytes(random, outputs * static_cast<size_t>(shape.rows), -128, 127);
  if (seed % 3 == 0) std::fill(c.input.begin(), c.input.end(), int8_t{-128});
  c.expected.resize(outputs);
  run_operator(is_mean ? ops::mean_s8 : ops::sum_s8, p, {c.input.data(), c.expected.data()});
  cortex_m_dsp::ReducedSum sum{};
  if (!cortex_m_dsp::reduced_sum_of(p, sum)) throw std::runtime_error(name + ": other axes");
  c.numbers = {sum.batches,    sum.rows,  sum.channels,         sum.zero_total,
               sum.multiplier, sum.shift, sum.output_zero_point};
  c.multiply_accumulates = static_cast<int64_t>(c.input.size());
  return c;
}

Case map_bytes_case(const std::string& name, int32_t count, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::MapBytes;
  c.misalignment = seed % 4;
  const std::vector<int8_t> table = bytes(random, 256, -128, 127);
  c.weights.resize(64);
  std::memcpy(c.weights.data(), table.data(), 256);
  c.input = bytes(random, static_cast<size_t>(count), -128, 127);
  for (const int8_t x : c.input) c.expected.push_back(table[static_cast<uint8_t>(x)]);
  c.numbers = {count};
  c.multiply_accumulates = count;
  return c;
}

Case softmax_case(const std::string& name, int32_t rows, int32_t depth, double scale,
                  uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::Softmax;
  c.misalignment = seed % 4;
  const Rescale factor = factor_of(std::min(std::ldexp(scale, 26), 2147483647.0));
  const SoftmaxS8 p{{rows, depth},
                    factor.multiplier,
                    factor.shift,
                    -static_cast<int32_t>((int64_t{31} << 26) >> factor.shift)};
  c.input = bytes(random, static_cast<size_t>(rows) * static_cast<size_t>(depth), -128, 127);
  if (seed % 4 == 0) std::fill(c.input.begin(), c.input.end(), int8_t{5});  // the greatest sum
  c.expected.resize(c.input.size());
  reference::softmax_s8(p, c.input.data(), c.expected.data());
  const auto packed = pack::pack_softmax(p);
  if (!packed) throw std::runtime_error(name + ": rows are too long");
  c.numbers = {packed->params.rows, packed->params.depth, packed->params.last};
  c.weights = packed->exponentials;
  c.multiply_accumulates = static_cast<int64_t>(c.input.size());
  return c;
}

Case conv_2d_s16_case(const std::string& name, const ConvShape& s, bool wide, int32_t low,
                      uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  c.kernel = Kernel::Conv2d16;
  c.misalignment = seed % 2 * 2;
  const Geometry g(s);
  const int32_t depth = s.filter_height * s.filter_width * s.channels;
  pack::LayerNumbers all = random_numbers(random, s.output_channels, depth, {});
  pack::LayerNumbers16 numbers{all.weights, {}, all.factors};
  const Conv2dInteger p{{g.input, g.output, g.window, s.channels},
                        {0, 0, 0, {low, 32767}, uint8_t{8}, static_cast<uint8_t>(wide ? 1 : 0)}};
  std::vector<uint8_t> bias;
  for (int32_t o = 0; o < s.output_channels; ++o) {
    // Some beyond 32 bits, where sums have 64.
    const int64_t value = between(random, INT32_MIN, INT32_MAX) * (wide ? int64_t{30} : 1);
    numbers.bias.push_back(value);
    bias.resize(bias.size() + 8);
    store(bias.data() + bias.size() - 8, value);
    numbers.factors[o].shift = between(random, wide ? -14 : -12, wide ? -8 : -6);
  }
  c.input = bytes(random, 2 * elements(g.input), -128, 127);
  if (seed % 5 == 0) {  // the greatest sums
    for (size_t i = 0; i < c.input.size(); ++i) c.input[i] = i % 2 == 0 ? 0 : -128;
  }
  c.expected.resize(2 * elements(g.output));
  const Factors f(numbers.factors);
  reference::conv_2d_s16(p, reinterpret_cast<const Unaligned<int16_t>*>(c.input.data()),
                         numbers.weights.data(), bias.data(), f.all(),
                         reinterpret_cast<int16_t*>(c.expected.data()));
  std::string reason;
  const auto packed = pack::pack_conv_2d_s16(p, numbers, reason);
  if (!packed) throw std::runtime_error(name + ": " + reason);
  const cortex_m_dsp::Conv2d16& k = packed->params;
  c.numbers = {k.batches,
               k.input_height,
               k.input_width,
               k.input_channels,
               k.output_height,
               k.output_width,
               k.output_channels,
               k.groups,
               k.filter_height,
               k.filter_width,
               k.stride_height,
               k.stride_width,
               k.dilation_height,
               k.dilation_width,
               k.pad_top,
               k.pad_left,
               k.low,
               k.high,
               k.is_wide};
  for (const uint32_t word : packed->weights) c.weights.push_back(static_cast<int32_t>(word));
  for (const auto& channel : packed->channels) {
    c.weights.insert(c.weights.end(), {static_cast<int32_t>(channel.bias_low), channel.bias_high,
                                       channel.multiplier, channel.shift});
  }
  c.scratch_bytes = packed->scratch_bytes;
  c.multiply_accumulates = static_cast<int64_t>(elements(g.output)) * depth;
  return c;
}

}  // namespace mote::kernel_check
