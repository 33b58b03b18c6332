// SPDX-License-Identifier: Apache-2.0
#include "kernels/mve_cases.h"

#include <cstring>
#include <stdexcept>

#include "kernels/reference_layers.h"
#include "pack/add.h"
#include "pack/mve.h"

namespace mote::kernel_check::mve {
namespace {

/// Factors above 1/2 are not packed.
pack::LayerNumbers small_numbers(Random& random, int32_t channels, int32_t depth,
                                 const Scaling& scaling) {
  pack::LayerNumbers numbers = random_numbers(random, channels, depth, scaling);
  for (Rescale& factor : numbers.factors) {
    factor.shift = std::min(factor.shift, -1);
    if (between(random, 0, 15) == 0) factor = {0, 0};  // a dead channel
  }
  // Sums may wrap around, as the reference's do.
  if (!numbers.bias.empty() && between(random, 0, 7) == 0) numbers.bias[0] = INT32_MAX - 99;
  // Weights of -128 are no exception.
  for (int8_t& weight : numbers.weights) {
    if (between(random, 0, 99) == 0) weight = -128;
  }
  return numbers;
}

/// The params as words, as images/kernel_check reads them.
template <class Params>
void take(Case& c, Kernel kernel, const std::optional<pack::mve::Packed<Params>>& packed,
          uint32_t scratch_bytes, const std::string& reason) {
  if (!packed) throw std::runtime_error(c.name + ": " + reason);
  c.kernel = kernel;
  c.numbers.assign((sizeof(Params) + 3) / 4, 0);
  std::memcpy(c.numbers.data(), &packed->params, sizeof(Params));
  c.weights = packed->words;
  c.scratch_bytes = scratch_bytes;
}

void take_conv_2d(Case& c, const std::optional<pack::mve::Packed<cortex_m_mve::Conv2d>>& packed,
                  const std::string& reason) {
  const uint32_t bytes = packed ? conv_2d_s8_scratch_bytes(packed->params) : 0;
  take(c, Kernel::MveConv2d, packed, bytes, reason);
}

Case convolution(const std::string& name, const ConvShape& s, const Scaling& scaling,
                 uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const Geometry g(s);
  const int32_t depth = s.filter_height * s.filter_width * s.channels;
  const pack::LayerNumbers numbers = small_numbers(random, s.output_channels, depth, scaling);
  const Conv2dS8 shape = compute_conv_2d(c, g, scaling, numbers, random);
  std::string reason;
  take_conv_2d(c, pack::mve::pack_conv_2d(shape, numbers, reason), reason);
  c.misalignment = seed % 4;
  return c;
}

/// `output_channels` is not used, but with one input channel.
Case depthwise(const std::string& name, const ConvShape& shape, const Scaling& scaling,
               uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  ConvShape s = shape;
  if (s.channels != 1) s.output_channels = s.channels;
  const Geometry g(s);
  const int32_t taps = s.filter_height * s.filter_width;
  const pack::LayerNumbers numbers = small_numbers(random, s.output_channels, taps, scaling);
  const DepthwiseConv2dS8 layer = compute_depthwise(c, g, scaling, numbers, random);
  std::string reason;
  if (s.channels == 1 && s.output_channels != 1) {
    take_conv_2d(c, pack::mve::pack_depthwise_as_conv_2d(layer, numbers, reason), reason);
  } else {
    const auto packed = pack::mve::pack_depthwise(layer, numbers, reason);
    const uint32_t scratch = packed ? depthwise_s8_scratch_bytes(packed->params) : 0;
    take(c, Kernel::MveDepthwise, packed, scratch, reason);
  }
  c.misalignment = seed % 4;
  return c;
}

Case fully_connected(const std::string& name, const UnitsShape& s, const Scaling& scaling,
                     uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const pack::LayerNumbers numbers = small_numbers(random, s.units, s.depth, scaling);
  const FullyConnectedS8 shape = compute_fully_connected(c, s, scaling, numbers, random);
  std::string reason;
  const auto packed = pack::mve::pack_fully_connected(shape, numbers, reason);
  const uint32_t scratch = packed ? fully_connected_s8_scratch_bytes(packed->params) : 0;
  take(c, Kernel::MveFullyConnected, packed, scratch, reason);
  c.misalignment = seed % 4;
  return c;
}

Case sum(const std::string& name, int32_t count, const AddScales& scales, uint32_t seed) {
  Random random(seed);
  Case c;
  c.name = name;
  const AddS8 p = add_of(scales, count, {-128, 127});
  c.input = bytes(random, count, -128, 127);
  c.second_input = bytes(random, count, -128, 127);
  c.expected.resize(count);
  reference::add_s8(p, c.input.data(), c.second_input.data(), c.expected.data());
  const auto packed = pack::pack_add(p, static_cast<uint32_t>(count));
  if (!packed) throw std::runtime_error(name + ": no factors");
  c.kernel = Kernel::MveAdd;
  c.numbers = {packed->params.first, packed->params.second, packed->params.offset, count,
               packed->shift};
  c.multiply_accumulates = count;
  c.misalignment = seed % 4;
  return c;
}

constexpr Scaling kRectified{};
constexpr Scaling kLinear{.output_zero_point = 4};

struct NamedConv {
  const char* name;
  ConvShape shape;
  Scaling scaling;
};

constexpr NamedConv kModelConvs[] = {
    {"kws conv 10x4 1->64", {49, 10, 1, 10, 4, 64, 2, 2}, {.input_zero_point = 83}},
    {"kws conv 1x1 64->64", {25, 5, 64, 1, 1, 64}, kRectified},
    {"resnet conv 3x3 3->16", {32, 32, 3, 3, 3, 16}, kRectified},
    {"resnet conv 3x3 16->16", {32, 32, 16, 3, 3, 16}, kRectified},
    {"resnet conv 3x3/2 16->32", {32, 32, 16, 3, 3, 32, 2, 2}, kRectified},
    {"resnet conv 1x1/2 16->32 linear", {32, 32, 16, 1, 1, 32, 2, 2}, kLinear},
    {"resnet conv 3x3 64->64 linear", {8, 8, 64, 3, 3, 64}, kLinear},
    {"vww conv 3x3/2 3->8", {96, 96, 3, 3, 3, 8, 2, 2}, kRectified},
    {"vww conv 1x1 8->16", {48, 48, 8, 1, 1, 16}, kRectified},
    {"vww conv 1x1 32->32", {24, 24, 32, 1, 1, 32}, kRectified},
    {"vww conv 1x1 128->128", {6, 6, 128, 1, 1, 128}, kRectified},
};

constexpr NamedConv kModelDepthwise[] = {
    {"kws dw 3x3 64 @25x5", {25, 5, 64, 3, 3}, kRectified},
    {"vww dw 3x3 8 @48x48", {48, 48, 8, 3, 3}, kRectified},
    {"vww dw 3x3/2 16 @48x48", {48, 48, 16, 3, 3, 0, 2, 2}, kRectified},
    {"vww dw 3x3 128 @6x6", {6, 6, 128, 3, 3}, kRectified},
    {"vww dw 3x3 256 @3x3", {3, 3, 256, 3, 3}, kRectified},
    {"dw 3x3 32 @24x24 linear", {24, 24, 32, 3, 3}, kLinear},
    {"micro_speech dw 10x8/2 1->8", {49, 40, 1, 10, 8, 8, 2, 2}, kRectified},
    {"person dw 3x3/2 1->8", {96, 96, 1, 3, 3, 8, 2, 2}, {.input_zero_point = -1}},
};

struct NamedUnits {
  const char* name;
  UnitsShape shape;
  Scaling scaling;
};

constexpr NamedUnits kModelUnits[] = {
    {"hello_world fc 16->16", {16, 16}, kRectified},
    {"ad01 fc 640->128", {640, 128}, {.input_zero_point = 89}},
    {"ad01 fc 128->640 linear", {128, 640}, kLinear},
    {"micro_speech fc 4000->4 linear", {4000, 4}, kLinear},
};

constexpr NamedConv kEdgeConvs[] = {
    {"one pixel", {1, 1, 8, 1, 1, 4}, kRectified},
    {"two pixels", {1, 2, 8, 1, 1, 4}, kRectified},
    {"one weight, one channel", {3, 3, 1, 1, 1, 1}, kLinear},
    {"last pixel alone", {1, 5, 16, 1, 1, 3}, kLinear},
    {"depth 1, many pixels behind each other", {9, 9, 1, 1, 1, 5}, kRectified},
    {"filter as large as the input", {5, 6, 3, 5, 6, 8, 1, 1, false}, kLinear},
    {"filter larger than the input", {2, 3, 4, 5, 7, 4}, kLinear},
    {"padding on one side only", {6, 6, 4, 2, 2, 4, 1, 1}, {.input_zero_point = 127}},
    {"stride 3 past the filter", {10, 11, 4, 1, 2, 5, 3, 3}, kRectified},
    {"points with a stride", {7, 9, 16, 1, 1, 6, 2, 2}, kRectified},
    {"points with a stride, filled up", {7, 9, 5, 1, 1, 6, 3, 2, true, 2}, kLinear},
    {"dilated", {9, 10, 4, 3, 3, 4, 1, 1, true, 1, 2, 3}, kRectified},
    {"dilated rows, valid", {12, 5, 4, 3, 3, 4, 1, 1, false, 1, 4, 1}, kLinear},
    {"two batches", {5, 5, 8, 3, 3, 5, 2, 1, true, 2}, kRectified},
    {"two batches of points", {3, 5, 8, 1, 1, 5, 1, 1, true, 2}, kRectified},
    {"two batches of whole steps", {3, 5, 32, 1, 1, 5, 1, 1, true, 2}, kLinear},
    {"zero point 127", {5, 5, 8, 3, 3, 5}, {.input_zero_point = 127, .output_zero_point = 127}},
    {"output zero point -127", {5, 5, 8, 3, 3, 5}, {.output_zero_point = -127}},
    {"clamped above", {6, 5, 8, 3, 3, 5}, {.high = 40}},
    {"clamped on both sides", {6, 5, 8, 3, 3, 5}, {.output_zero_point = 0, .low = 0, .high = 77}},
    {"clamped below the zero point", {6, 5, 8, 3, 3, 5}, {.output_zero_point = 0, .low = -9}},
    {"right shift of 1",
     {6, 5, 4, 1, 1, 5},
     {.output_zero_point = 3, .least_shift = -1, .most_shift = -1}},
    {"right shift of 31",
     {6, 5, 4, 1, 1, 5},
     {.output_zero_point = -3, .least_shift = -31, .most_shift = -30}},
    {"all shifts",
     {6, 5, 20, 1, 1, 32},
     {.output_zero_point = 3, .least_shift = -31, .most_shift = -1}},
};

constexpr NamedUnits kEdgeUnits[] = {
    {"fc 1->1", {1, 1}, kRectified},
    {"fc 3->5", {3, 5}, kLinear},
    {"fc 16->8", {16, 8}, kRectified},
    {"fc 17->9", {17, 9}, {.input_zero_point = 127, .output_zero_point = -4}},
    {"fc 33->7, 3 batches", {33, 7, 3}, kRectified},
    {"fc 64->8, 2 batches", {64, 8, 2}, kLinear},
    {"fc clamped", {17, 6}, {.output_zero_point = 9, .low = 9, .high = 50}},
    {"fc right shift of 1", {9, 5}, {.output_zero_point = 9, .least_shift = -1, .most_shift = -1}},
};

struct NamedAdd {
  const char* name;
  int32_t count;
  AddScales scales;
};

constexpr NamedAdd kModelAdd{"resnet add 8x8x64", 4096, {0.65994, 1.70964, 38, -2, -128}};

constexpr NamedAdd kEdgeAdds[] = {
    {"add of one", 1, {}},
    {"add of seven, equal scales", 7, {1.0, 1.0, 0, 0, 0}},
    {"add of eight", 8, {1.0, 0.3, 0, 0, 0}},
    {"add of 258, far scales", 258, {0.1, 0.8, 127, -128, 5}},
    {"add of 1001, small scales", 1001, {0.123, 0.0456, -3, 77, 60}},
};

int32_t pick(Random& random, int32_t low, int32_t high) { return between(random, low, high); }

Scaling random_scaling(Random& random) {
  Scaling scaling;
  scaling.input_zero_point = pick(random, -128, 127);
  if (pick(random, 0, 1) == 0) return scaling;
  scaling.output_zero_point = pick(random, -128, 127);
  if (pick(random, 0, 2) == 0) {
    scaling.low = pick(random, -128, 127);
    scaling.high = pick(random, scaling.low, 127);
  }
  if (pick(random, 0, 5) == 0) {
    scaling.least_shift = pick(random, -31, -1);
    scaling.most_shift = pick(random, scaling.least_shift, -1);
  }
  return scaling;
}

/// Filters of at most `most` taps a side.
ConvShape random_shape(Random& random, int32_t most) {
  ConvShape s{};
  const bool is_point = pick(random, 0, 2) == 0;
  s.filter_height = is_point ? 1 : pick(random, 1, most);
  s.filter_width = is_point ? 1 : pick(random, 1, most);
  s.dilation_height = pick(random, 0, 4) == 0 ? pick(random, 1, 3) : 1;
  s.dilation_width = pick(random, 0, 4) == 0 ? pick(random, 1, 3) : 1;
  s.same_padding = pick(random, 0, 2) != 0;
  const int32_t reach_h = (s.filter_height - 1) * s.dilation_height + 1;
  const int32_t reach_w = (s.filter_width - 1) * s.dilation_width + 1;
  s.height = (s.same_padding ? 1 : reach_h) + pick(random, 0, 8);
  s.width = (s.same_padding ? 1 : reach_w) + pick(random, 0, 8);
  s.channels = pick(random, 0, 2) == 0 ? 16 * pick(random, 1, 3) : pick(random, 1, 37);
  s.output_channels = pick(random, 1, 13);
  s.stride_height = pick(random, 0, 2) == 0 ? pick(random, 1, 3) : 1;
  s.stride_width = pick(random, 0, 2) == 0 ? pick(random, 1, 3) : 1;
  s.batches = pick(random, 0, 5) == 0 ? 2 : 1;
  return s;
}

/// All sizes around the loops' tails, with every filter.
void add_depthwise_edges(std::vector<Case>& cases, uint32_t seed) {
  for (int32_t height = 1; height <= 4; ++height) {
    for (int32_t width = 1; width <= 9; ++width) {
      for (int32_t stride = 1; stride <= 2; ++stride, ++seed) {
        ConvShape s{height, width, 2 + static_cast<int32_t>(seed * 7 % 39)};
        const bool is_common = seed % 3 != 0;
        s.filter_height = is_common ? 3 : 1 + static_cast<int32_t>(seed / 3 % 4);
        s.filter_width = is_common ? 3 : 1 + static_cast<int32_t>(seed / 12 % 4);
        s.stride_height = s.stride_width = stride;
        Scaling scaling{.input_zero_point = static_cast<int32_t>(seed * 37 % 256) - 128};
        if (seed % 2 != 0) scaling.output_zero_point = static_cast<int32_t>(seed % 255) - 127;
        const std::string name = "dw " + std::to_string(height) + "x" + std::to_string(width);
        cases.push_back(depthwise(name, s, scaling, seed));
      }
    }
  }
}

}  // namespace

std::vector<Case> model_layers() {
  std::vector<Case> cases;
  uint32_t seed = 4;  // aligned
  for (const NamedConv& c : kModelConvs) {
    cases.push_back(convolution(c.name, c.shape, c.scaling, seed += 4));
  }
  for (const NamedConv& c : kModelDepthwise) {
    cases.push_back(depthwise(c.name, c.shape, c.scaling, seed += 4));
  }
  for (const NamedUnits& c : kModelUnits) {
    cases.push_back(fully_connected(c.name, c.shape, c.scaling, seed += 4));
  }
  cases.push_back(sum(kModelAdd.name, kModelAdd.count, kModelAdd.scales, seed += 4));
  return cases;
}

std::vector<Case> edge_cases() {
  std::vector<Case> cases;
  uint32_t seed = 100;
  for (int32_t round = 0; round < 3; ++round) {
    for (const NamedConv& c : kEdgeConvs) {
      cases.push_back(convolution(c.name, c.shape, c.scaling, seed++));
    }
    for (const NamedUnits& c : kEdgeUnits) {
      cases.push_back(fully_connected(c.name, c.shape, c.scaling, seed++));
    }
    for (const NamedAdd& c : kEdgeAdds) cases.push_back(sum(c.name, c.count, c.scales, seed++));
  }
  // Each entry into the loops, and each tail of the channels.
  for (int32_t depth = 1; depth <= 130; depth += 7, ++seed) {
    const auto output_channels = 1 + static_cast<int32_t>(seed % 9);
    const std::string name = "depth " + std::to_string(depth);
    cases.push_back(convolution(name, {3, 3, depth, 1, 1, output_channels}, kLinear, seed));
    cases.push_back(fully_connected("fc " + name, {depth, output_channels}, kLinear, seed));
  }
  add_depthwise_edges(cases, seed);
  return cases;
}

std::vector<Case> random_cases(uint32_t seed, int32_t count) {
  std::vector<Case> cases;
  Random random(seed);
  for (int32_t i = 0; i < count; ++i) {
    const std::string name = "random " + std::to_string(seed) + " " + std::to_string(i);
    const Scaling scaling = random_scaling(random);
    if (i % 2 == 0) {
      cases.push_back(depthwise(name, random_shape(random, 4), scaling, random()));
    } else if (i % 16 == 1) {
      ConvShape shape = random_shape(random, 9);
      shape.channels = 1;
      ++shape.output_channels;
      cases.push_back(depthwise(name, shape, scaling, random()));
    } else {
      cases.push_back(convolution(name, random_shape(random, 5), scaling, random()));
    }
  }
  return cases;
}

}  // namespace mote::kernel_check::mve
