// SPDX-License-Identifier: Apache-2.0
#include "kernels/cases.h"

namespace mote::kernel_check {
namespace {

struct NamedLayer {
  const char* name;
  ConvShape shape;
  Scaling scaling;
};

constexpr Kernel kAverage = Kernel::AveragePool, kMax = Kernel::MaxPool;
constexpr Kernel kRows = Kernel::DepthwiseRows, kTaps = Kernel::DepthwiseTaps;

constexpr NamedLayer kModelPools[] = {
    {"kws average pool 25x5x64", {25, 5, 64, 25, 5, 64, 25, 5, false}, {}},
    {"resnet average pool 8x8x64", {8, 8, 64, 8, 8, 64, 8, 8, false}, {}},
    {"vww average pool 3x3x256", {3, 3, 256, 3, 3, 256, 3, 3, false}, {}},
};
constexpr NamedLayer kModelMaxPools[] = {
    {"max pool 2x2/2 32x32x32", {32, 32, 32, 2, 2, 32, 2, 2}, {}},
    {"max pool 3x3/2 32x32x32", {32, 32, 32, 3, 3, 32, 2, 2}, {}},
    {"max pool 2x2/2 28x28x6", {28, 28, 6, 2, 2, 6, 2, 2}, {}},
};
constexpr NamedLayer kEdgePools[] = {
    {"pool 1x1", {3, 3, 4, 1, 1, 4}, {}},
    {"pool 2x2/2, odd channels", {7, 5, 7, 2, 2, 7, 2, 2}, {}},
    {"pool 3x3 padded", {6, 7, 5, 3, 3, 5}, {}},
    {"pool of 17x16, more than fit a half", {17, 16, 9, 17, 16, 9, 1, 1, false}, {}},
    {"pool of rows of 300", {2, 300, 4, 2, 255, 4, 1, 45, false}, {}},
    {"pool clamped, two batches", {4, 4, 8, 2, 2, 8, 2, 2, true, 2}, {.low = -20, .high = 19}},
    {"pool of 35 channels, padding on one side", {6, 6, 35, 2, 2, 35}, {.low = -128, .high = 90}},
    {"pool of one channel", {9, 8, 1, 3, 2, 1, 2, 3}, {}},
    {"pool of 16 channels, 5x3", {7, 9, 16, 5, 3, 16, 3, 1, false}, {.low = 0}},
};

constexpr Scaling kLinear{.output_zero_point = 4};
constexpr NamedLayer kModelDepthwise[] = {
    {"dw 5x5 32 @24x24", {24, 24, 32, 5, 5, 32}, kLinear},
    {"dw 7x7 16 @24x24", {24, 24, 16, 7, 7, 16}, kLinear},
    {"dw 5x5/2 32 @24x24", {24, 24, 32, 5, 5, 32, 2, 2}, kLinear},
    {"dw 3x3 16->32 @24x24", {24, 24, 16, 3, 3, 32}, kLinear},
    {"dw 3x3 dilated 32 @24x24", {24, 24, 32, 3, 3, 32, 1, 1, true, 1, 2, 2}, kLinear},
};
constexpr NamedLayer kModelTaps[] = {
    {"dw 5x5 32 @24x24", {24, 24, 32, 5, 5, 32}, kLinear},
    {"dw 3x3 dilated 32 @24x24", {24, 24, 32, 3, 3, 32, 1, 1, true, 1, 2, 2}, kLinear},
};

constexpr NamedLayer kEdgeConvs16[] = {
    {"one weight, one channel", {3, 3, 1, 1, 1, 1}, {}},
    {"one pixel, odd channels", {1, 1, 8, 1, 1, 5}, {}},
    {"depth 7, three pixels", {1, 3, 7, 1, 1, 3}, {}},
    {"depth 4", {3, 3, 4, 1, 1, 2}, {}},
    {"3x3 padded", {5, 4, 3, 3, 3, 4}, {}},
    {"5x2/2, valid", {9, 7, 2, 5, 2, 3, 2, 3, false}, {}},
    {"dilated, two batches", {9, 8, 3, 3, 3, 4, 1, 1, true, 2, 2, 3}, {}},
    {"filter larger than the input", {2, 3, 4, 5, 7, 4}, {}},
    {"depth 600", {2, 2, 600, 1, 1, 6}, {}},
};

/// All widths around the loops' tails, all widths of filters, both strides, tails of channels.
std::vector<Case> depthwise_edges(uint32_t seed) {
  std::vector<Case> cases;
  for (int32_t columns = 1; columns <= 7; ++columns) {
    for (int32_t width = 1; width <= 9; ++width) {
      for (int32_t stride = 1; stride <= 2; ++stride, ++seed) {
        const auto n = static_cast<int32_t>(seed);
        ConvShape s{.height = 1 + n % 7, .width = width, .channels = 1 + n % 10};
        s.filter_height = 1 + n % 5;
        s.filter_width = columns;
        s.output_channels = s.channels * (n % 3 == 0 ? 1 + n % 4 : 1);
        s.stride_height = 1 + n % 3;
        s.stride_width = stride;
        s.batches = n % 8 == 0 ? 2 : 1;
        if (columns <= 3) s.dilation_width = 1 + n % (columns == 2 ? 6 : 3);
        s.dilation_height = 1 + n % 5 % 4;
        Scaling scaling{.input_zero_point = n * 37 % 256 - 128,
                        .output_zero_point = n * 11 % 256 - 128};
        if (n % 4 == 0) scaling.low = -90, scaling.high = 60;
        if (n % 5 == 0) scaling.least_shift = -3, scaling.most_shift = 1;
        const std::string name = std::to_string(s.filter_height) + "x" + std::to_string(columns) +
                                 "/" + std::to_string(stride) + " of " + std::to_string(s.height) +
                                 "x" + std::to_string(width) + "x" + std::to_string(s.channels);
        cases.push_back(
            general_depthwise_case("dw " + name, n % 6 == 0 ? kTaps : kRows, s, scaling, seed));
      }
    }
  }
  return cases;
}

}  // namespace

std::vector<Case> general_model_layers() {
  std::vector<Case> cases;
  uint32_t seed = 2000;
  for (const NamedLayer& c : kModelPools) {
    cases.push_back(pool_case(c.name, kAverage, c.shape, c.scaling, seed += 4));
  }
  for (const NamedLayer& c : kModelMaxPools) {
    cases.push_back(pool_case(c.name, kMax, c.shape, c.scaling, seed += 4));
  }
  for (const NamedLayer& c : kModelDepthwise) {
    cases.push_back(general_depthwise_case(c.name, kRows, c.shape, c.scaling, seed += 4));
  }
  for (const NamedLayer& c : kModelTaps) {
    cases.push_back(general_depthwise_case(c.name, kTaps, c.shape, c.scaling, seed += 4));
  }
  cases.push_back(mul_case("mul 16x16x32", {256, 32}, 0.01, {}, {}, seed += 4));
  cases.push_back(mul_case("mul 16x16x32 by channels", {256, 32, MulRows::SecondAgain}, 0.01, {},
                           {}, seed += 4));
  cases.push_back(reduced_sum_case("mean 16x16x32", {1, 256, 32}, true, 0.01, {}, seed += 4));
  cases.push_back(map_bytes_case("table 4096", 4096, seed += 4));
  cases.push_back(softmax_case("softmax 16x100", 16, 100, 0.1, ++seed));
  cases.push_back(conv_2d_s16_case("int16 conv 4x4/2 16->32 @4x82",
                                   {4, 82, 16, 4, 4, 32, 2, 2, false}, true, -32768, ++seed));
  cases.push_back(
      conv_2d_s16_case("int16 fc 256->64", {1, 1, 256, 1, 1, 64}, true, -32768, ++seed));
  return cases;
}

std::vector<Case> general_edge_cases() {
  std::vector<Case> cases = depthwise_edges(3000);
  uint32_t seed = 4000;
  for (const NamedLayer& c : kEdgeConvs16) {
    for (int32_t i = 0; i < 4; ++i, ++seed) {
      cases.push_back(conv_2d_s16_case("int16 " + std::string(c.name), c.shape, i % 2 == 0,
                                       i == 3 ? 0 : -32768, seed));
    }
  }
  for (int32_t round = 0; round < 4; ++round) {  // each meets every misalignment
    for (const NamedLayer& c : kEdgePools) {
      cases.push_back(pool_case(c.name, kAverage, c.shape, c.scaling, seed++));
      cases.push_back(pool_case("max " + std::string(c.name), kMax, c.shape, c.scaling, seed++));
    }
    const Scaling clamped{.low = -100, .high = round * 40};
    for (const double scale : {0.0001, 0.003, 0.2, 0.3, 0.9, 5.0}) {
      for (const MulRows again : {MulRows::Both, MulRows::SecondAgain, MulRows::FirstAgain}) {
        const auto n = static_cast<int32_t>(seed);
        const AddScales points{1, 1, n % 2 == 0 ? -128 : 127, n % 3 == 0 ? 127 : -128,
                               n * 5 % 256 - 128};
        cases.push_back(mul_case("mul by " + std::to_string(scale), {1 + n % 4, 1 + n % 23, again},
                                 scale, points, round == 0 ? Scaling{} : clamped, seed++));
      }
    }
    for (const SumShape& shape : {SumShape{1, 1, 1}, SumShape{1, 5, 4}, SumShape{2, 9, 7},
                                  SumShape{3, 700, 5}, SumShape{1, 260, 16}}) {
      const auto n = static_cast<int32_t>(seed);
      const Scaling points{.input_zero_point = n % 2 == 0 ? -128 : 127,
                           .output_zero_point = n * 7 % 256 - 128};
      const std::string name = " over " + std::to_string(shape.rows) + " rows";
      cases.push_back(
          reduced_sum_case("mean" + name, shape, true, 0.9 / shape.rows, points, seed++));
      cases.push_back(reduced_sum_case("sum" + name, shape, false, 0.01, points, seed++));
    }
    for (const int32_t count : {1, 3, 4, 5, 300}) {
      cases.push_back(map_bytes_case("table of " + std::to_string(count), count, seed++));
    }
    for (const double scale : {1e-6, 0.004, 0.05, 0.3, 3.0, 1e4}) {
      for (const int32_t depth : {1, 2, 7, 511}) {
        cases.push_back(
            softmax_case("softmax of " + std::to_string(depth) + " by " + std::to_string(scale), 3,
                         depth, scale, seed++));
      }
    }
  }
  return cases;
}

}  // namespace mote::kernel_check
