// SPDX-License-Identifier: Apache-2.0
// The kernels of src/kernels/scalar against the reference ones: random layers with guard bytes around
// output and scratch, and each reason for which the packing function refuses a layer.
#include "pack/scalar.h"

#include "kernels/cases.h"
#include "kernels/scalar/multiply_high.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace mote::pack::scalar {
namespace {

constexpr size_t kGuard = 16;
constexpr uint8_t kGuardByte = 0xA5;

/// Memory of its own size between guard bytes.
class Guarded {
 public:
  explicit Guarded(size_t bytes) : bytes_(bytes + 2 * kGuard, kGuardByte) {}
  uint8_t* data() { return bytes_.data() + kGuard; }
  bool intact() const {
    for (size_t i = 0; i < kGuard; ++i) {
      if (bytes_[i] != kGuardByte || bytes_[bytes_.size() - 1 - i] != kGuardByte) return false;
    }
    return true;
  }

 private:
  std::vector<uint8_t> bytes_;
};

struct Random {
  std::mt19937 engine;
  int32_t in(int32_t low, int32_t high) {
    return std::uniform_int_distribution<int32_t>(low, high)(engine);
  }
  std::vector<int8_t> bytes(size_t count, int32_t low = -128) {
    std::vector<int8_t> list(count);
    for (int8_t& byte : list) byte = static_cast<int8_t>(in(low, 127));
    return list;
  }
  RangeS8 range() {
    if (in(0, 1) == 0) return {-128, 127};
    const int32_t low = in(-128, 100);
    return {static_cast<int8_t>(low), static_cast<int8_t>(in(low, 127))};
  }
};

LayerNumbers numbers(Random& random, int32_t channels, size_t weights) {
  LayerNumbers n;
  n.weights = random.bytes(weights);
  const bool has_bias = random.in(0, 3) != 0;
  for (int32_t c = 0; c < channels; ++c) {
    if (has_bias) n.bias.push_back(random.in(-100000, 100000));
    const bool is_dead = random.in(0, 9) == 0;
    n.factors.push_back(is_dead ? Rescale{0, 0}
                                : Rescale{random.in(1 << 30, INT32_MAX), random.in(-14, -1)});
  }
  return n;
}

/// A window that fits, with padding before it, and the output's extent.
Window window(Random& random, Shape4& input, Shape4& output, bool dilates) {
  Window w{random.in(1, 4),
           random.in(1, 4),
           random.in(1, 3),
           random.in(1, 3),
           dilates ? random.in(1, 2) : 1,
           dilates ? random.in(1, 2) : 1,
           0,
           0};
  w.pad_top = random.in(0, (w.filter_h - 1) * w.dilation_h);
  w.pad_left = random.in(0, (w.filter_w - 1) * w.dilation_w);
  const auto extent = [&](int32_t in, int32_t stride, int32_t pad) {
    return 1 + random.in(0, (in - 1 + pad) / stride);
  };
  output.height = extent(input.height, w.stride_h, w.pad_top);
  output.width = extent(input.width, w.stride_w, w.pad_left);
  return w;
}

ChannelMultipliers multipliers_of(const LayerNumbers& n, std::vector<uint8_t>& pairs) {
  pairs.resize(n.factors.size() * kFactorPairBytes);
  for (size_t c = 0; c < n.factors.size(); ++c) {
    store_pair(pairs.data() + c * kFactorPairBytes, n.factors[c]);
  }
  return factor_pairs(pairs.data(), false);
}

const Unaligned<int32_t>* bias_of(const LayerNumbers& n) {
  return n.bias.empty() ? nullptr : reinterpret_cast<const Unaligned<int32_t>*>(n.bias.data());
}

size_t elements(const Shape4& s) {
  return static_cast<size_t>(s.batches) * s.height * s.width * s.channels;
}

void expect_equal(const std::vector<int8_t>& wanted, Guarded& output) {
  EXPECT_EQ(std::memcmp(wanted.data(), output.data(), wanted.size()), 0);
  EXPECT_TRUE(output.intact());
}

class ScalarKernelTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(ScalarKernelTest, Convolution) {
  Random random{std::mt19937(GetParam())};
  Conv2dS8 p{};
  p.input = {random.in(1, 2), random.in(1, 9), random.in(1, 9), random.in(1, 7)};
  p.output = {p.input.batches, 0, 0, random.in(1, 7)};
  p.window = window(random, p.input, p.output, true);
  p.filter_channels = p.input.channels;
  p.input_zero_point = random.in(-128, 127);
  p.output_zero_point = random.in(-128, 127);
  p.range = random.range();
  const size_t depth =
      static_cast<size_t>(p.window.filter_h) * p.window.filter_w * p.input.channels;
  const LayerNumbers n = numbers(random, p.output.channels, depth * p.output.channels);
  std::string reason;
  const auto packed = scalar::pack_conv_2d(p, n, reason);
  ASSERT_TRUE(packed) << reason;
  const std::vector<int8_t> input = random.bytes(elements(p.input));
  std::vector<int8_t> wanted(elements(p.output));
  std::vector<uint8_t> pairs;
  reference::conv_2d_s8(p, input.data(), n.weights.data(), bias_of(n), multipliers_of(n, pairs),
                        wanted.data());
  Guarded output(wanted.size());
  Guarded scratch(mote::scalar::conv_2d_s8_scratch_bytes(packed->params));
  mote::scalar::conv_2d_s8(packed->params, input.data(), packed->words.data(),
                           reinterpret_cast<int8_t*>(output.data()), scratch.data());
  expect_equal(wanted, output);
  EXPECT_TRUE(scratch.intact());
}

TEST_P(ScalarKernelTest, Depthwise) {
  Random random{std::mt19937(GetParam())};
  DepthwiseConv2dS8 p{};
  p.input = {random.in(1, 2), random.in(1, 9), random.in(1, 9), random.in(1, 9)};
  p.output = {p.input.batches, 0, 0, p.input.channels};
  p.window = window(random, p.input, p.output, false);
  if (GetParam() % 2 == 0) p.window.filter_h = p.window.filter_w = 3;
  p.input_zero_point = random.in(-128, 127);
  p.output_zero_point = random.in(-128, 127);
  p.range = random.range();
  p.depth_multiplier = 1;
  const size_t taps = static_cast<size_t>(p.window.filter_h) * p.window.filter_w;
  const LayerNumbers n = numbers(random, p.output.channels, taps * p.output.channels);
  std::string reason;
  const auto packed = scalar::pack_depthwise(p, n, reason);
  ASSERT_TRUE(packed) << reason;
  const std::vector<int8_t> input = random.bytes(elements(p.input));
  std::vector<int8_t> wanted(elements(p.output));
  std::vector<uint8_t> pairs;
  reference::depthwise_conv_2d_s8(p, input.data(), n.weights.data(), bias_of(n),
                                  multipliers_of(n, pairs), wanted.data());
  Guarded output(wanted.size());
  Guarded scratch(depthwise_s8_scratch_bytes(packed->params));
  mote::scalar::depthwise_s8(packed->params, input.data(), packed->words.data(),
                             reinterpret_cast<int8_t*>(output.data()), scratch.data());
  expect_equal(wanted, output);
  EXPECT_TRUE(scratch.intact());
}

TEST_P(ScalarKernelTest, FullyConnected) {
  Random random{std::mt19937(GetParam())};
  FullyConnectedS8 p{};
  p.shape = {random.in(1, 3), random.in(1, 40), random.in(1, 11)};
  p.input_zero_point = random.in(-128, 127);
  p.output_zero_point = random.in(-128, 127);
  p.range = random.range();
  const LayerNumbers n =
      numbers(random, p.shape.units, static_cast<size_t>(p.shape.depth) * p.shape.units);
  std::string reason;
  const auto packed = scalar::pack_fully_connected(p, n, reason);
  ASSERT_TRUE(packed) << reason;
  const std::vector<int8_t> input =
      random.bytes(static_cast<size_t>(p.shape.batches) * p.shape.depth);
  std::vector<int8_t> wanted(static_cast<size_t>(p.shape.batches) * p.shape.units);
  std::vector<uint8_t> pairs;
  reference::fully_connected_s8(p, input.data(), n.weights.data(), bias_of(n),
                                multipliers_of(n, pairs), wanted.data());
  Guarded output(wanted.size());
  mote::scalar::fully_connected_s8(packed->params, input.data(), packed->words.data(),
                                   reinterpret_cast<int8_t*>(output.data()));
  expect_equal(wanted, output);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ScalarKernelTest, ::testing::Range(0U, 300U));

TEST(ScalarRequantization, HalvesGiveTheSameProduct) {
  Random random{std::mt19937(7)};
  constexpr int32_t kMost = static_cast<int32_t>(mote::scalar::kSumBound) - 1;
  for (const int32_t multiplier : {1 << 30, (1 << 30) + 1, INT32_MAX, INT32_MAX - 0xFFFF, 0}) {
    for (int32_t i = 0; i < 20000; ++i) {
      const int32_t m = i % 2 == 0 || multiplier == 0 ? multiplier : random.in(1 << 30, INT32_MAX);
      const int32_t near = (i % 5 - 2) * (1 << random.in(0, 26)) + random.in(-2, 2);
      for (const int32_t sum : {random.in(-kMost, kMost), near, kMost, -kMost}) {
        const int32_t wanted = multiply_high_rounded(sum, m);
        ASSERT_EQ(mote::scalar::multiply_high(sum, m), wanted) << sum << " " << m;
        ASSERT_EQ(mote::scalar::multiply_high_by_halves(sum, m), wanted) << sum << " " << m;
      }
    }
  }
}

void expect_all(const std::vector<kernel_check::Case>& cases, size_t least) {
  EXPECT_GE(cases.size(), least);
  for (const auto& c : cases) EXPECT_EQ(check_on_host(c), "") << c.name;
}

TEST(ScalarKernels, LayersOfModels) { expect_all(kernel_check::scalar_model_layers(), 45); }
TEST(ScalarKernels, Edges) { expect_all(kernel_check::scalar_edge_cases(), 450); }
TEST(ScalarKernels, RandomLayers) {
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    expect_all(kernel_check::scalar_random_cases(seed, 200), 150);
  }
}

Conv2dS8 small_layer() {
  Conv2dS8 p{};
  p.input = {1, 4, 4, 2};
  p.output = {1, 4, 4, 2};
  p.window = {1, 1, 1, 1, 1, 1, 0, 0};
  p.filter_channels = 2;
  p.range = {-128, 127};
  return p;
}
LayerNumbers small_numbers() {
  return {{1, 2, 3, 4}, {5, 6}, {Rescale{1 << 30, -3}, Rescale{1 << 30, -3}}};
}
std::string reason_for(const Conv2dS8& p, const LayerNumbers& n) {
  std::string reason = "none";
  EXPECT_FALSE(scalar::pack_conv_2d(p, n, reason));
  return reason;
}

TEST(ScalarPacking, SaysWhyNot) {
  std::string none;
  EXPECT_TRUE(scalar::pack_conv_2d(small_layer(), small_numbers(), none)) << none;
  Conv2dS8 p = small_layer();
  p.filter_channels = 1;
  EXPECT_EQ(reason_for(p, small_numbers()), "groups of channels");
  p = small_layer();
  p.window.stride_w = 256;
  EXPECT_EQ(reason_for(p, small_numbers()), "extents above 65535, or a window above 255");
  LayerNumbers n = small_numbers();
  n.factors[1].shift = 0;
  EXPECT_EQ(reason_for(small_layer(), n), "factors above 1/2, or sums beyond 28 bits");
  n = small_numbers();
  n.bias[0] = INT32_MAX - 100;
  EXPECT_EQ(reason_for(small_layer(), n), "factors above 1/2, or sums beyond 28 bits");
}

}  // namespace
}  // namespace mote::pack::scalar
