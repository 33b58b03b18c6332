// SPDX-License-Identifier: Apache-2.0
// Layers of random shapes and numbers through each overlay's packing and kernels, against the
// reference kernels, with guard bytes around output and scratch.
#include <stdexcept>

#include "expect.h"
#include "input_reader.h"
#include "kernels/cases.h"
#include "kernels/random_layers.h"
#include "pack/scalar.h"

namespace mote::fuzz {
namespace {

using namespace kernel_check;

Scaling take_scaling(InputReader& in) {
  Scaling s;
  s.input_zero_point = in.between(-128, 127);
  s.output_zero_point = in.between(-128, 127);
  if (in.chance(30)) {
    s.low = in.between(-128, 127);
    s.high = in.between(s.low, 127);
  }
  if (in.chance(20)) {
    s.least_shift = in.between(-31, 6);
    s.most_shift = in.between(s.least_shift, 7);
  }
  return s;
}

ConvShape take_shape(InputReader& in) {
  ConvShape s;
  s.filter_height = in.between(1, 6);
  s.filter_width = in.between(1, 6);
  s.dilation_height = in.chance(25) ? in.between(1, 4) : 1;
  s.dilation_width = in.chance(25) ? in.between(1, 4) : 1;
  s.stride_height = in.between(1, 4);
  s.stride_width = in.between(1, 4);
  s.same_padding = in.chance(60);
  s.height = in.between(1, 12);
  s.width = in.between(1, 12);
  if (!s.same_padding) {
    s.height += (s.filter_height - 1) * s.dilation_height;
    s.width += (s.filter_width - 1) * s.dilation_width;
  }
  s.channels = in.between(1, 21);
  s.output_channels = in.between(1, 13);
  s.batches = in.chance(15) ? 2 : 1;
  return s;
}

/// A layer for a kernel of cortex_m_dsp, or one that takes weights as they are.
Case take_case(InputReader& in) {
  const uint32_t kind = in.take<uint8_t>() % 8;
  ConvShape s = take_shape(in);
  const Scaling scaling = take_scaling(in);
  const uint32_t seed = in.take<uint32_t>();
  UnitsShape units{in.between(1, 200), in.between(1, 17), in.between(1, 3)};
  AddScales scales;
  scales.first = 0.01 * in.between(1, 400);
  scales.second = 0.01 * in.between(1, 400);
  scales.first_zero_point = in.between(-128, 127);
  scales.second_zero_point = in.between(-128, 127);
  scales.output_zero_point = in.between(-128, 127);
  switch (kind) {
    case 0: return conv_2d_case("conv_2d", s, scaling, seed);
    case 1: {
      ConvShape lines = s;
      lines.dilation_height = lines.dilation_width = 1;
      lines.height += 2;
      lines.width += 2;
      return depthwise_case("depthwise", lines, scaling, seed);
    }
    case 2:
      s.channels = 1;
      return depthwise_of_one_channel_case("depthwise of one", s, scaling, seed);
    case 3: return fully_connected_case("fully_connected", units, scaling, seed);
    case 4: return unpacked_conv_2d_case("unpacked conv_2d", s, scaling, seed);
    case 5:
      s.output_channels = s.channels * in.between(1, 3);
      return unpacked_depthwise_case("unpacked depthwise", s, scaling, seed);
    case 6: return unpacked_fully_connected_case("unpacked units", units, scaling, seed);
    default:
      return seed % 2 == 0 ? scaled_sum_case("sum", units.depth, scales, scaling, seed)
                           : add_case("add", units.depth, scales, seed);
  }
}

void check_cortex_m_dsp(InputReader& in) {
  std::optional<Case> one;
  try {
    one = take_case(in);
  } catch (const std::runtime_error&) {
    return;  // the layer cannot be packed, which a compiler would see too
  }
  one->misalignment = in.take<uint8_t>() % 4;
  const std::string wrong = check_on_host(*one);
  expect(wrong.empty(), one->name + ": " + wrong);
}

/// Memory between guard bytes.
class Guarded {
 public:
  explicit Guarded(size_t bytes) : bytes_(bytes + 32, 0xA5) {}
  uint8_t* data() { return bytes_.data() + 16; }
  void expect_intact(const char* kernel) const {
    for (size_t i = 0; i < 16; ++i) {
      expect(bytes_[i] == 0xA5 && bytes_[bytes_.size() - 1 - i] == 0xA5,
             std::string(kernel) + ": wrote outside its memory");
    }
  }

 private:
  std::vector<uint8_t> bytes_;
};

pack::LayerNumbers take_numbers(InputReader& in, int32_t channels, size_t weights) {
  Random random(in.take<uint32_t>());
  pack::LayerNumbers n;
  n.weights = bytes(random, weights, -128, 127);
  const bool has_bias = in.chance(75);
  for (int32_t c = 0; c < channels; ++c) {
    if (has_bias) n.bias.push_back(between(random, -100000, 100000));
    n.factors.push_back(between(random, 0, 9) == 0 ? Rescale{0, 0}
                                                   : Rescale{between(random, 1 << 30, INT32_MAX),
                                                             between(random, -20, 0)});
  }
  if (has_bias && in.chance(10)) n.bias[0] = in.take<int32_t>();
  return n;
}

void take_zero_points(InputReader& in, int32_t& input, int32_t& output, RangeS8& range) {
  input = in.between(-128, 127);
  output = in.between(-128, 127);
  range.low = static_cast<int8_t>(in.between(-128, 127));
  range.high = static_cast<int8_t>(in.between(range.low, 127));
}

void check_scalar_conv_2d(InputReader& in) {
  const Geometry g(take_shape(in));
  Conv2dS8 p{};
  p.input = g.input;
  p.output = g.output;
  p.window = g.window;
  p.filter_channels = p.input.channels;
  take_zero_points(in, p.input_zero_point, p.output_zero_point, p.range);
  const size_t depth =
      static_cast<size_t>(p.window.filter_h) * p.window.filter_w * p.input.channels;
  const pack::LayerNumbers n = take_numbers(in, p.output.channels, depth * p.output.channels);
  std::string reason;
  const auto packed = pack::scalar::pack_conv_2d(p, n, reason);
  if (!packed) return;
  Random random(in.take<uint32_t>());
  const std::vector<int8_t> input = bytes(random, elements(p.input), -128, 127);
  std::vector<int8_t> wanted(elements(p.output));
  const Factors factors(n.factors);
  reference::conv_2d_s8(p, input.data(), n.weights.data(), unaligned(n.bias), factors.all(),
                        wanted.data());
  Guarded output(wanted.size());
  Guarded scratch(scalar::conv_2d_s8_scratch_bytes(packed->params));
  scalar::conv_2d_s8(packed->params, input.data(), packed->words.data(),
                     reinterpret_cast<int8_t*>(output.data()), scratch.data());
  output.expect_intact("scalar::conv_2d_s8");
  scratch.expect_intact("scalar::conv_2d_s8");
  expect(std::memcmp(wanted.data(), output.data(), wanted.size()) == 0,
         "scalar::conv_2d_s8: other bits");
}

void check_scalar_depthwise(InputReader& in) {
  ConvShape s = take_shape(in);
  s.output_channels = s.channels;
  const Geometry g(s);
  DepthwiseConv2dS8 p{};
  p.input = g.input;
  p.output = g.output;
  p.window = g.window;
  p.depth_multiplier = 1;
  take_zero_points(in, p.input_zero_point, p.output_zero_point, p.range);
  const size_t taps = static_cast<size_t>(p.window.filter_h) * p.window.filter_w;
  const pack::LayerNumbers n = take_numbers(in, p.output.channels, taps * p.output.channels);
  std::string reason;
  const auto packed = pack::scalar::pack_depthwise(p, n, reason);
  if (!packed) return;
  Random random(in.take<uint32_t>());
  const std::vector<int8_t> input = bytes(random, elements(p.input), -128, 127);
  std::vector<int8_t> wanted(elements(p.output));
  const Factors factors(n.factors);
  reference::depthwise_conv_2d_s8(p, input.data(), n.weights.data(), unaligned(n.bias),
                                  factors.all(), wanted.data());
  Guarded output(wanted.size());
  Guarded scratch(scalar::depthwise_s8_scratch_bytes(packed->params));
  scalar::depthwise_s8(packed->params, input.data(), packed->words.data(),
                       reinterpret_cast<int8_t*>(output.data()), scratch.data());
  output.expect_intact("scalar::depthwise_s8");
  scratch.expect_intact("scalar::depthwise_s8");
  expect(std::memcmp(wanted.data(), output.data(), wanted.size()) == 0,
         "scalar::depthwise_s8: other bits");
}

void check_scalar_units(InputReader& in) {
  FullyConnectedS8 p{};
  p.shape = {in.between(1, 3), in.between(1, 200), in.between(1, 17)};
  take_zero_points(in, p.input_zero_point, p.output_zero_point, p.range);
  const pack::LayerNumbers n =
      take_numbers(in, p.shape.units, static_cast<size_t>(p.shape.depth) * p.shape.units);
  std::string reason;
  const auto packed = pack::scalar::pack_fully_connected(p, n, reason);
  if (!packed) return;
  Random random(in.take<uint32_t>());
  const auto input = bytes(random, static_cast<size_t>(p.shape.batches) * p.shape.depth, -128, 127);
  std::vector<int8_t> wanted(static_cast<size_t>(p.shape.batches) * p.shape.units);
  const Factors factors(n.factors);
  reference::fully_connected_s8(p, input.data(), n.weights.data(), unaligned(n.bias), factors.all(),
                                wanted.data());
  Guarded output(wanted.size());
  scalar::fully_connected_s8(packed->params, input.data(), packed->words.data(),
                             reinterpret_cast<int8_t*>(output.data()));
  output.expect_intact("scalar::fully_connected_s8");
  expect(std::memcmp(wanted.data(), output.data(), wanted.size()) == 0,
         "scalar::fully_connected_s8: other bits");
}

void check_scalar(InputReader& in) {
  switch (in.take<uint8_t>() % 3) {
    case 0: return check_scalar_conv_2d(in);
    case 1: return check_scalar_depthwise(in);
    default: return check_scalar_units(in);
  }
}

/// One line for each overlay.
struct Overlay {
  const char* name;
  void (*check)(InputReader&);
};
constexpr Overlay kOverlays[] = {
    {"cortex_m_dsp", check_cortex_m_dsp},
    {"scalar", check_scalar},
};

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote::fuzz;
  InputReader in(data, size);
  kOverlays[in.take<uint8_t>() % std::size(kOverlays)].check(in);
  return 0;
}
