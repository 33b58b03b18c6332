// SPDX-License-Identifier: Apache-2.0
#include <random>
#include <stdexcept>

#include "kernels/cases.h"

namespace mote::kernel_check {
namespace {

struct NamedConv {
  const char* name;
  ConvShape shape;
  Scaling scaling;
};

constexpr Scaling kRectified{};
constexpr Scaling kLinear{.output_zero_point = 4};

constexpr NamedConv kModelConvs[] = {
    {"kws conv 10x4 1->64", {49, 10, 1, 10, 4, 64, 2, 2}, {.input_zero_point = 83}},
    {"kws conv 1x1 64->64", {25, 5, 64, 1, 1, 64}, kRectified},
    {"resnet conv 3x3 3->16", {32, 32, 3, 3, 3, 16}, kRectified},
    {"resnet conv 3x3 16->16", {32, 32, 16, 3, 3, 16}, kRectified},
    {"resnet conv 3x3 16->16 linear", {32, 32, 16, 3, 3, 16}, kLinear},
    {"resnet conv 3x3/2 16->32", {32, 32, 16, 3, 3, 32, 2, 2}, kRectified},
    {"resnet conv 3x3 32->32 linear", {16, 16, 32, 3, 3, 32}, kLinear},
    {"resnet conv 1x1/2 16->32 linear", {32, 32, 16, 1, 1, 32, 2, 2}, kLinear},
    {"resnet conv 3x3/2 32->64", {16, 16, 32, 3, 3, 64, 2, 2}, kRectified},
    {"resnet conv 3x3 64->64 linear", {8, 8, 64, 3, 3, 64}, kLinear},
    {"vww conv 3x3/2 3->8", {96, 96, 3, 3, 3, 8, 2, 2}, kRectified},
    {"vww conv 1x1 8->16", {48, 48, 8, 1, 1, 16}, kRectified},
    {"vww conv 1x1 16->32", {24, 24, 16, 1, 1, 32}, kRectified},
    {"vww conv 1x1 32->32", {24, 24, 32, 1, 1, 32}, kRectified},
    {"vww conv 1x1 32->64", {12, 12, 32, 1, 1, 64}, kRectified},
    {"vww conv 1x1 64->64", {12, 12, 64, 1, 1, 64}, kRectified},
    {"vww conv 1x1 64->128", {6, 6, 64, 1, 1, 128}, kRectified},
    {"vww conv 1x1 128->128", {6, 6, 128, 1, 1, 128}, kRectified},
    {"vww conv 1x1 128->256", {3, 3, 128, 1, 1, 256}, kRectified},
};

constexpr NamedConv kModelDepthwiseOfOne[] = {
    {"micro_speech dw 10x8/2 1->8", {49, 40, 1, 10, 8, 8, 2, 2}, kRectified},
    {"person dw 3x3/2 1->8", {96, 96, 1, 3, 3, 8, 2, 2}, {.input_zero_point = -1}},
};

constexpr NamedConv kModelDepthwise[] = {
    {"kws dw 3x3 64 @25x5", {25, 5, 64}, kRectified},
    {"vww dw 3x3 8 @48x48", {48, 48, 8}, kRectified},
    {"vww dw 3x3/2 16 @48x48",
     {.height = 48, .width = 48, .channels = 16, .stride_height = 2, .stride_width = 2},
     kRectified},
    {"vww dw 3x3 32 @24x24", {24, 24, 32}, kRectified},
    {"vww dw 3x3/2 32 @24x24",
     {.height = 24, .width = 24, .channels = 32, .stride_height = 2, .stride_width = 2},
     kRectified},
    {"vww dw 3x3 64 @12x12", {12, 12, 64}, kRectified},
    {"vww dw 3x3/2 64 @12x12",
     {.height = 12, .width = 12, .channels = 64, .stride_height = 2, .stride_width = 2},
     kRectified},
    {"vww dw 3x3 128 @6x6", {6, 6, 128}, kRectified},
    {"vww dw 3x3/2 128 @6x6",
     {.height = 6, .width = 6, .channels = 128, .stride_height = 2, .stride_width = 2},
     kRectified},
    {"vww dw 3x3 256 @3x3", {3, 3, 256}, kRectified},
    {"person dw 3x3 8 @48x48, some wide", {48, 48, 8}, {.least_shift = -6, .most_shift = -1}},
    {"dw 3x3 32 @24x24 linear", {24, 24, 32}, kLinear},
    {"dw 3x3/2 32 @24x24 linear",
     {.height = 24, .width = 24, .channels = 32, .stride_height = 2, .stride_width = 2},
     kLinear},
};

struct NamedUnits {
  const char* name;
  UnitsShape shape;
  Scaling scaling;
};

constexpr NamedUnits kModelUnits[] = {
    {"hello_world fc 1->16", {1, 16}, kRectified},
    {"hello_world fc 16->16", {16, 16}, kRectified},
    {"hello_world fc 16->1 linear", {16, 1}, kLinear},
    {"ad01 fc 640->128", {640, 128}, {.input_zero_point = 89}},
    {"ad01 fc 128->128", {128, 128}, kRectified},
    {"ad01 fc 128->8", {128, 8}, kRectified},
    {"ad01 fc 8->128", {8, 128}, kRectified},
    {"ad01 fc 128->640 linear", {128, 640}, kLinear},
    {"kws fc 64->12 linear", {64, 12}, kLinear},
    {"micro_speech fc 4000->4 linear", {4000, 4}, kLinear},
    {"vww fc 256->2 linear", {256, 2}, kLinear},
};

constexpr NamedUnits kEdgeUnits[] = {
    {"fc 1->1", {1, 1}, kRectified},
    {"fc 2->3", {2, 3}, kLinear},
    {"fc 3->5", {3, 5}, kRectified},
    {"fc 5->4", {5, 4}, kRectified},
    {"fc 8->4", {8, 4}, kLinear},
    {"fc 12->4", {12, 4}, kRectified},
    {"fc 20->9", {20, 9}, {.input_zero_point = 127, .output_zero_point = -4}},
    {"fc 33->7, 3 batches", {33, 7, 3}, kRectified},
    {"fc 64->8, 2 batches", {64, 8, 2}, kLinear},
    {"fc clamped", {17, 6}, {.output_zero_point = 9, .low = 9, .high = 50}},
    {"fc right shift of 1", {9, 5}, {.output_zero_point = 9, .least_shift = -1, .most_shift = -1}},
    {"fc left shift", {9, 5, 2}, {.output_zero_point = 9, .least_shift = 3, .most_shift = 3}},
};

struct NamedAdd {
  const char* name;
  int32_t count;
  AddScales scales;
};

constexpr NamedAdd kAdds[] = {
    {"resnet add 32x32x16", 16384, {0.77324, 2.04521, -128, 4, -128}},
    {"resnet add 16x16x32", 8192, {0.84080, 2.12484, -17, 4, -128}},
    {"resnet add 8x8x64", 4096, {0.65994, 1.70964, 38, -2, -128}},
};
constexpr NamedAdd kEdgeAdds[] = {
    {"add of one", 1, {}},
    {"add of seven, equal scales", 7, {1.0, 1.0, 0, 0, 0}},
    {"add of 258, far scales", 258, {0.1, 0.8, 127, -128, 5}},
    {"add of 1000, small scales", 1000, {0.123, 0.0456, -3, 77, 60}},
};

constexpr NamedConv kEdgeConvs[] = {
    {"one pixel", {1, 1, 8, 1, 1, 4}, kRectified},
    {"two pixels", {1, 2, 8, 1, 1, 4}, kRectified},
    {"one weight, one channel", {3, 3, 1, 1, 1, 1}, kLinear},
    {"one output channel", {5, 4, 9, 1, 1, 1}, kRectified},
    {"odd output channels", {5, 4, 12, 1, 1, 7}, kRectified},
    {"three output channels, last pixel alone", {1, 4, 5, 1, 1, 3}, kLinear},
    {"depth 4, below two groups", {4, 4, 4, 1, 1, 6}, kRectified},
    {"depth 8", {4, 4, 8, 1, 1, 6}, kRectified},
    {"depth 12", {4, 4, 12, 1, 1, 6}, kRectified},
    {"depth 16", {4, 4, 16, 1, 1, 6}, kRectified},
    {"depth 20", {4, 4, 20, 1, 1, 6}, kRectified},
    {"depth 24", {4, 4, 24, 1, 1, 6}, kRectified},
    {"depth 33", {3, 4, 33, 1, 1, 6}, kRectified},
    {"odd channels, whole blocks", {3, 4, 7, 1, 1, 6}, kRectified},
    {"filter as large as the input", {5, 6, 3, 5, 6, 8, 1, 1, false}, kLinear},
    {"filter larger than the input", {2, 3, 4, 5, 7, 4}, kLinear},
    {"padding on one side only", {6, 6, 4, 2, 2, 4, 1, 1}, {.input_zero_point = 127}},
    {"stride 3 past the filter", {10, 11, 4, 1, 2, 5, 3, 3}, kRectified},
    {"dilated", {9, 10, 4, 3, 3, 4, 1, 1, true, 1, 2, 3}, kRectified},
    {"dilated rows, valid", {12, 5, 4, 3, 3, 4, 1, 1, false, 1, 4, 1}, kLinear},
    {"two batches", {5, 5, 8, 3, 3, 5, 2, 1, true, 2}, kRectified},
    {"two batches of points", {3, 5, 8, 1, 1, 5, 1, 1, true, 2}, kRectified},
    {"zero point 127", {5, 5, 8, 3, 3, 5}, {.input_zero_point = 127, .output_zero_point = 127}},
    {"output zero point -128, linear range", {5, 5, 8, 3, 3, 5}, {.output_zero_point = -127}},
    {"clamped above", {6, 5, 8, 3, 3, 5}, {.high = 40}},
    {"clamped on both sides", {6, 5, 8, 3, 3, 5}, {.output_zero_point = 0, .low = 0, .high = 77}},
    {"right shift of 2",
     {6, 5, 4, 1, 1, 5},
     {.output_zero_point = 3, .least_shift = -2, .most_shift = -2}},
    {"right shift of 0 and 1", {6, 5, 4, 1, 1, 5}, {.least_shift = -1, .most_shift = 0}},
    {"left shifts",
     {6, 5, 2, 1, 1, 5},
     {.output_zero_point = 1, .least_shift = 1, .most_shift = 9}},
    {"right shift of 31",
     {6, 5, 4, 1, 1, 5},
     {.output_zero_point = -3, .least_shift = -31, .most_shift = -30}},
    {"all shifts, rectified", {6, 5, 20, 1, 1, 32}, {.least_shift = -31, .most_shift = -4}},
};

ConvShape random_shape(std::mt19937& random) {
  const auto pick = [&](int32_t low, int32_t high) {
    return std::uniform_int_distribution<int32_t>(low, high)(random);
  };
  ConvShape s{};
  s.filter_height = pick(0, 1) != 0 ? 1 : pick(1, 5);
  s.filter_width = s.filter_height == 1 && pick(0, 2) != 0 ? 1 : pick(1, 5);
  s.dilation_height = pick(0, 4) == 0 ? pick(1, 3) : 1;
  s.dilation_width = pick(0, 4) == 0 ? pick(1, 3) : 1;
  s.same_padding = pick(0, 2) != 0;
  const int32_t reach_h = (s.filter_height - 1) * s.dilation_height + 1;
  const int32_t reach_w = (s.filter_width - 1) * s.dilation_width + 1;
  s.height = (s.same_padding ? 1 : reach_h) + pick(0, 8);
  s.width = (s.same_padding ? 1 : reach_w) + pick(0, 8);
  s.channels = pick(0, 1) != 0 ? 4 * pick(1, 6) : pick(1, 21);
  s.output_channels = pick(1, 13);
  s.stride_height = pick(0, 2) == 0 ? pick(1, 3) : 1;
  s.stride_width = pick(0, 2) == 0 ? pick(1, 3) : 1;
  s.batches = pick(0, 5) == 0 ? 2 : 1;
  return s;
}

Scaling random_scaling(std::mt19937& random) {
  const auto pick = [&](int32_t low, int32_t high) {
    return std::uniform_int_distribution<int32_t>(low, high)(random);
  };
  Scaling scaling;
  scaling.input_zero_point = pick(-128, 127);
  if (pick(0, 1) == 0) return scaling;
  scaling.output_zero_point = pick(-128, 127);
  if (pick(0, 3) == 0) {
    scaling.low = pick(-128, 127);
    scaling.high = pick(scaling.low, 127);
  }
  if (pick(0, 5) == 0) {
    scaling.least_shift = pick(-31, 6);
    scaling.most_shift = pick(scaling.least_shift, 7);
  }
  return scaling;
}

/// All sizes around the loops' tails, both directions, both strides.
void add_depthwise_edges(std::vector<Case>& cases, uint32_t seed) {
  for (int32_t length = 1; length <= 11; ++length) {
    for (int32_t lines = 1; lines <= 4; ++lines) {
      for (int32_t kind = 0; kind < 8; ++kind) {
        ConvShape s{};
        s.height = (kind & 1) != 0 ? length : lines;
        s.width = (kind & 1) != 0 ? lines : length;
        s.channels = 1 + static_cast<int32_t>(seed % 9);
        s.stride_height = s.stride_width = (kind & 2) != 0 ? 2 : 1;
        Scaling scaling{.input_zero_point = static_cast<int32_t>(seed * 37 % 256) - 128};
        if ((kind & 4) != 0) scaling.output_zero_point = static_cast<int32_t>(seed % 255) - 127;
        cases.push_back(
            depthwise_case("dw " + std::to_string(s.height) + "x" + std::to_string(s.width) + "x" +
                               std::to_string(s.channels) + " kind " + std::to_string(kind),
                           s, scaling, seed));
        cases.back().misalignment = seed++ % 4;
      }
    }
  }
}

/// One layer for each loop.
void add_unpacked_models(std::vector<Case>& cases, uint32_t seed) {
  for (const size_t i : {0, 1, 2, 3}) {
    const NamedConv& c = kModelConvs[i];
    cases.push_back(unpacked_conv_2d_case(c.name, c.shape, c.scaling, seed++));
  }
  ConvShape lines = kModelDepthwise[0].shape;
  lines.filter_height = lines.filter_width = 3;
  lines.output_channels = lines.channels;
  cases.push_back(
      unpacked_depthwise_case(kModelDepthwise[0].name, lines, kModelDepthwise[0].scaling, seed++));
  const NamedConv& one = kModelDepthwiseOfOne[0];
  cases.push_back(unpacked_depthwise_case(one.name, one.shape, one.scaling, seed | 1));
  lines.filter_width = 5;
  cases.push_back(unpacked_depthwise_case("dw 3x5 64 @25x5", lines, kLinear, seed++));
  const NamedUnits& units = kModelUnits[4];
  cases.push_back(unpacked_fully_connected_case(units.name, units.shape, units.scaling, seed++));
  cases.push_back(scaled_sum_case(kAdds[2].name, kAdds[2].count, kAdds[2].scales, {}, seed++));
}

/// A multiplier that is above 1 or not; most of them 3x3.
ConvShape as_depthwise(ConvShape s, uint32_t seed) {
  if (seed % 3 != 0) s.filter_height = s.filter_width = 3;
  s.same_padding = s.same_padding || s.height <= (s.filter_height - 1) * s.dilation_height ||
                   s.width <= (s.filter_width - 1) * s.dilation_width;
  s.output_channels = s.channels * (seed % 4 == 0 ? 1 + static_cast<int32_t>(seed / 4 % 8) : 1);
  return s;
}

void add_unpacked_edges(std::vector<Case>& cases, uint32_t seed) {
  for (int32_t round = 0; round < 4; ++round) {  // each meets every misalignment
    for (const NamedConv& c : kEdgeConvs) {
      cases.push_back(unpacked_conv_2d_case(c.name, c.shape, c.scaling, seed++));
      const ConvShape depthwise = as_depthwise(c.shape, seed);
      cases.push_back(unpacked_depthwise_case(c.name, depthwise, c.scaling, seed++));
    }
    for (const NamedUnits& c : kEdgeUnits) {
      cases.push_back(unpacked_fully_connected_case(c.name, c.shape, c.scaling, seed++));
    }
    cases.push_back(
        scaled_sum_case("add, the first scale next to nothing", 9, {1e-12, 0.8}, {}, seed++));
    for (const NamedAdd& c : kEdgeAdds) {
      const Scaling clamped{.low = -100, .high = round * 40};
      cases.push_back(
          scaled_sum_case(c.name, c.count, c.scales, round == 0 ? Scaling{} : clamped, seed++));
    }
  }
}

Case random_depthwise(const std::string& name, std::mt19937& random) {
  const auto pick = [&](int32_t low, int32_t high) {
    return std::uniform_int_distribution<int32_t>(low, high)(random);
  };
  ConvShape s{};
  s.same_padding = pick(0, 2) != 0;
  s.height = pick(s.same_padding ? 1 : 3, 15);
  s.width = pick(s.same_padding ? 1 : 3, 15);
  s.channels = pick(1, 19);
  s.stride_height = pick(1, 2);
  s.stride_width = pick(0, 3) == 0 ? pick(1, 4) : s.stride_height;
  s.batches = pick(0, 4) == 0 ? 2 : 1;
  Scaling scaling = random_scaling(random);
  return depthwise_case(name, s, scaling, static_cast<uint32_t>(random()));
}

}  // namespace

std::vector<Case> model_layers() {
  std::vector<Case> cases;
  uint32_t seed = 1;
  for (const NamedConv& c : kModelConvs) {
    cases.push_back(conv_2d_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedConv& c : kModelDepthwise) {
    cases.push_back(depthwise_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedConv& c : kModelDepthwiseOfOne) {
    cases.push_back(depthwise_of_one_channel_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedUnits& c : kModelUnits) {
    cases.push_back(fully_connected_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedAdd& c : kAdds) cases.push_back(add_case(c.name, c.count, c.scales, seed++));
  constexpr uint32_t kUnpackedSeed = 52;  // of the figures in the documents
  add_unpacked_models(cases, kUnpackedSeed);
  for (Case& c : general_model_layers()) cases.push_back(std::move(c));
  return cases;
}

std::vector<Case> edge_cases() {
  std::vector<Case> cases;
  uint32_t seed = 100;
  for (const NamedConv& c : kEdgeConvs) {
    for (const uint32_t misalignment : {0U, 1U, 3U}) {
      cases.push_back(conv_2d_case(c.name, c.shape, c.scaling, seed++));
      cases.back().misalignment = misalignment;
    }
  }
  for (const uint32_t misalignment : {0U, 1U}) {
    for (const NamedUnits& c : kEdgeUnits) {
      cases.push_back(fully_connected_case(c.name, c.shape, c.scaling, seed++));
      cases.back().misalignment = misalignment;
    }
    for (const NamedAdd& c : kEdgeAdds) {
      cases.push_back(add_case(c.name, c.count, c.scales, seed++));
      cases.back().misalignment = misalignment;
    }
  }
  add_depthwise_edges(cases, seed);
  add_unpacked_edges(cases, seed);
  for (Case& c : general_edge_cases()) cases.push_back(std::move(c));
  return cases;
}

std::vector<Case> random_cases(uint32_t seed, int32_t count) {
  std::vector<Case> cases;
  std::mt19937 random(seed);
  for (int32_t i = 0; i < count; ++i) {
    const std::string name = "random " + std::to_string(seed) + " " + std::to_string(i);
    ConvShape shape = random_shape(random);
    const Scaling scaling = random_scaling(random);
    if (i % 3 == 0) {
      cases.push_back(random_depthwise(name, random));
    } else if (i % 8 == 0) {
      shape.channels = 1;
      cases.push_back(depthwise_of_one_channel_case(name, shape, scaling, random()));
    } else {
      cases.push_back(conv_2d_case(name, shape, scaling, random()));
    }
    cases.back().misalignment = random() % 4;
    if (i % 2 != 0) continue;
    shape.channels = i % 16 == 0 ? 1 : shape.channels;
    cases.push_back(unpacked_conv_2d_case(name, shape, scaling, random()));
    const auto seed_of_depthwise = static_cast<uint32_t>(random());
    const ConvShape depthwise = as_depthwise(shape, seed_of_depthwise);
    cases.push_back(unpacked_depthwise_case(name, depthwise, scaling, seed_of_depthwise));
    cases.push_back(
        general_depthwise_case(name, Kernel::DepthwiseTaps, depthwise, scaling, random()));
    const UnitsShape units{shape.channels * shape.width, shape.output_channels, shape.batches};
    cases.push_back(unpacked_fully_connected_case(name, units, scaling, random()));
  }
  return cases;
}

namespace {

void add(std::vector<Case>& cases, std::optional<Case>&& c, uint32_t misalignment = 0) {
  if (!c) return;
  cases.push_back(std::move(*c));
  cases.back().misalignment = misalignment;
}

/// Of a list whose filters are 3x3 and unsaid.
ConvShape depthwise_3x3(ConvShape s) {
  s.filter_height = s.filter_width = 3;
  s.output_channels = s.channels;
  return s;
}

}  // namespace

std::vector<Case> scalar_model_layers() {
  std::vector<Case> cases;
  uint32_t seed = 1;
  for (const NamedConv& c : kModelConvs) {
    add(cases, scalar_conv_2d_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedConv& c : kModelDepthwise) {
    add(cases, scalar_depthwise_case(c.name, depthwise_3x3(c.shape), c.scaling, seed++));
  }
  for (const NamedConv& c : kModelDepthwiseOfOne) {
    add(cases, scalar_depthwise_of_one_channel_case(c.name, c.shape, c.scaling, seed++));
  }
  for (const NamedUnits& c : kModelUnits) {
    add(cases, scalar_fully_connected_case(c.name, c.shape, c.scaling, seed++));
  }
  return cases;
}

std::vector<Case> scalar_edge_cases() {
  std::vector<Case> cases;
  uint32_t seed = 100;
  for (const uint32_t misalignment : {0U, 1U, 3U}) {
    for (const NamedConv& c : kEdgeConvs) {
      add(cases, scalar_conv_2d_case(c.name, c.shape, c.scaling, seed++), misalignment);
      const ConvShape s = as_depthwise(c.shape, seed);
      add(cases, scalar_depthwise_case(c.name, s, c.scaling, seed++), misalignment);
    }
    for (const NamedUnits& c : kEdgeUnits) {
      add(cases, scalar_fully_connected_case(c.name, c.shape, c.scaling, seed++), misalignment);
    }
    for (int32_t depth = 1; depth <= 40; ++depth) {  // chunks and remainders
      const std::string name = "depth " + std::to_string(depth);
      const ConvShape s{2, 3, depth, 1, 1, 3};
      add(cases, scalar_conv_2d_case(name, s, {}, seed++), misalignment);
      add(cases, scalar_fully_connected_case(name, {depth, 5, 2}, kLinear, seed++), misalignment);
    }
    for (int32_t width = 1; width <= 9; ++width) {  // blocks and their ends
      for (int32_t stride = 1; stride <= 3; ++stride) {
        ConvShape s{5, width, 1 + static_cast<int32_t>(seed % 9)};
        s.stride_height = s.stride_width = stride;
        s.batches = stride == 2 ? 2 : 1;
        const Scaling scaling{.input_zero_point = static_cast<int32_t>(seed * 37 % 256) - 128};
        const std::string name = "dw 5x" + std::to_string(width) + "/" + std::to_string(stride);
        add(cases, scalar_depthwise_case(name, depthwise_3x3(s), scaling, seed++), misalignment);
      }
    }
  }
  return cases;
}

std::vector<Case> scalar_random_cases(uint32_t seed, int32_t count) {
  std::vector<Case> cases;
  std::mt19937 random(seed);
  for (int32_t i = 0; i < count; ++i) {
    const std::string name = "random " + std::to_string(seed) + " " + std::to_string(i);
    ConvShape shape = random_shape(random);
    const Scaling scaling = random_scaling(random);
    const auto of_case = static_cast<uint32_t>(random());
    const auto misalignment = static_cast<uint32_t>(random() % 4);
    switch (i % 4) {
      case 0:
        shape = as_depthwise(shape, of_case);
        add(cases, scalar_depthwise_case(name, shape, scaling, of_case), misalignment);
        break;
      case 1: {
        const UnitsShape units{shape.channels * shape.width, shape.output_channels, shape.batches};
        add(cases, scalar_fully_connected_case(name, units, scaling, of_case), misalignment);
        break;
      }
      case 2: shape.channels = i % 8 == 2 ? 1 : shape.channels; [[fallthrough]];
      default: add(cases, scalar_conv_2d_case(name, shape, scaling, of_case), misalignment);
    }
  }
  return cases;
}

}  // namespace mote::kernel_check
