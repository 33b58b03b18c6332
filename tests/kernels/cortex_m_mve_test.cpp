// SPDX-License-Identifier: Apache-2.0
// The kernels of src/kernels/cortex_m_mve against the reference kernels, with the instructions of the chip
// computed in C++; and each reason for which the packing functions refuse a layer.
// tools/emulator/kernels.py runs the same cases on the emulated chip.
#include <gtest/gtest.h>

#include "kernels/mve_cases.h"
#include "pack/mve.h"

namespace mote::kernel_check::mve {
namespace {

void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(check_on_host(c), "") << c.name;
}

TEST(CortexMMve, LayersOfModels) { expect_all(model_layers()); }
TEST(CortexMMve, Edges) { expect_all(edge_cases()); }
TEST(CortexMMve, RandomLayers) {
  for (uint32_t seed = 1; seed <= 10; ++seed) expect_all(random_cases(seed, 100));
}

TEST(CortexMMve, AWrongResultIsSeen) {
  Case c = edge_cases().front();
  c.expected.back() ^= 1;
  EXPECT_NE(check_on_host(c), "");
}

using pack::LayerNumbers;

struct SmallLayer {
  Conv2dS8 conv{};
  DepthwiseConv2dS8 depthwise{};
  FullyConnectedS8 units{};
  LayerNumbers numbers{{1, 2, 3, 4}, {5, 6}, {Rescale{1 << 30, -3}, Rescale{1 << 30, -3}}};
  SmallLayer() {
    conv.input = conv.output = depthwise.input = depthwise.output = {1, 4, 4, 2};
    conv.window = depthwise.window = {1, 1, 1, 1, 1, 1, 0, 0};
    conv.filter_channels = 2;
    units.shape = {1, 2, 2};
    conv.range = depthwise.range = units.range = {-128, 127};
    depthwise.depth_multiplier = 1;
  }
  std::string conv_reason() const {
    std::string reason = "none";
    EXPECT_FALSE(pack::mve::pack_conv_2d(conv, numbers, reason));
    return reason;
  }
  std::string depthwise_reason() const {
    std::string reason = "none";
    EXPECT_FALSE(pack::mve::pack_depthwise(depthwise, numbers, reason));
    return reason;
  }
  std::string units_reason() const {
    std::string reason = "none";
    EXPECT_FALSE(pack::mve::pack_fully_connected(units, numbers, reason));
    return reason;
  }
};

constexpr const char* kTooLarge = "extents above 65535, or a window above 255";

TEST(CortexMMvePacking, TakesTheSmallLayer) {
  const SmallLayer s;
  std::string none;
  EXPECT_TRUE(pack::mve::pack_conv_2d(s.conv, s.numbers, none)) << none;
  EXPECT_TRUE(pack::mve::pack_depthwise(s.depthwise, s.numbers, none)) << none;
  EXPECT_TRUE(pack::mve::pack_fully_connected(s.units, s.numbers, none)) << none;
}

TEST(CortexMMvePacking, SaysWhyNot) {
  SmallLayer s;
  s.conv.filter_channels = 1;
  EXPECT_EQ(s.conv_reason(), "groups of channels");
  s = {};
  s.conv.window.stride_w = s.depthwise.window.stride_w = 256;
  s.units.shape.units = 65536;
  EXPECT_EQ(s.conv_reason(), kTooLarge);
  EXPECT_EQ(s.depthwise_reason(), kTooLarge);
  EXPECT_EQ(s.units_reason(), kTooLarge);
  s = {};
  s.numbers.factors[1].shift = 0;
  EXPECT_EQ(s.conv_reason(), "factors above 1/2");
  EXPECT_EQ(s.depthwise_reason(), "factors above 1/2");
  EXPECT_EQ(s.units_reason(), "factors above 1/2");
  s = {};
  s.depthwise.output.channels = 4;
  EXPECT_EQ(s.depthwise_reason(), "a depth multiplier above 1");
  s = {};
  s.depthwise.window.filter_h = 5;
  EXPECT_EQ(s.depthwise_reason(), "a filter above 4x4");
  s = {};
  s.units.weights_zero_point = 1;
  EXPECT_EQ(s.units_reason(), "weights with a zero point");
}

}  // namespace
}  // namespace mote::kernel_check::mve
