// SPDX-License-Identifier: Apache-2.0
#include <random>

#include "graph/cost.h"
#include "models/pass_case.h"
#include "models/recorded.h"
#include "passes/optimize.h"

namespace mote::compiler {
namespace {

using namespace mote::models;

std::function<void(const Model&)> channels(int32_t tensor, int32_t count) {
  return [=](const Model& m) {
    EXPECT_EQ(m.subgraphs[0].tensors[static_cast<size_t>(tensor)].last_dim(), count);
  };
}

/// Weights without zeros but in the output channels `dead`, of `per_channel` weights each.
TensorSpec weights(std::vector<int32_t> shape, const std::vector<int>& dead = {}) {
  size_t count = 1;
  for (const int32_t extent : shape) count *= static_cast<size_t>(extent);
  const size_t per_channel = count / static_cast<size_t>(shape[0]);
  std::vector<int8_t> elements(count);
  for (size_t i = 0; i < count; ++i) {
    const bool is_dead =
        std::find(dead.begin(), dead.end(), static_cast<int>(i / per_channel)) != dead.end();
    elements[i] = is_dead ? int8_t{0} : static_cast<int8_t>(i * 29 % 100 + 1);
  }
  return constant_s8(std::move(shape), elements);
}

/// Input 0, two convolutions; channels 1 and 2 between them are what `bias` says. The second one
/// has a filter of `extent` x `extent`.
ModelSpec two_layers(const std::vector<int32_t>& bias, int32_t extent, uint32_t padding,
                     int64_t zero_point = 0, bool second_bias = true) {
  const int32_t out = padding == 0 ? 5 : 5 - extent + 1;
  ModelSpec m = model({s8({1, 5, 5, 3}), weights({4, 1, 1, 3}, {1, 2}), constant_s32(bias),
                       s8({1, 5, 5, 4}, 0.2F, zero_point), weights({2, extent, extent, 4}),
                       constant_s32({7, -9}), s8({1, out, out, 2}, 4.0F, -3)},
                      {conv_2d({0, 1, 2}, 3), conv_2d({3, 4, 5}, 6, {padding})}, {0}, {6});
  if (!second_bias) m.operators[1].inputs.pop_back();
  return m;
}

ModelSpec column_of_zeros() {
  ModelSpec m = two_layers({1, 2, 3, 4}, 1, 1);
  m.tensors[1] = weights({4, 1, 1, 3});
  for (const size_t i : {3, 7}) m.tensors[4].constant[i] = 0;  // channel 3 of both outputs
  return m;
}

ModelSpec grouped() {
  ModelSpec m = two_layers({1, 2000, 3000, 4}, 1, 1);
  m.tensors[4] = weights({2, 1, 1, 2});
  return m;
}

ModelSpec asymmetric_weights() {
  ModelSpec m = model({s8({1, 6}), weights({4, 6}, {1}), s8({1, 4}), weights({2, 4}), s8({1, 2})},
                      {op(9, {0, 1}, {2}), op(9, {2, 3}, {4})}, {0}, {4});
  m.tensors[1].zero_points = {5};
  return m;
}

ModelSpec depthwise_between(uint32_t padding, int32_t multiplier, float scale = 10.0F) {
  const int32_t size = padding == 0 ? 4 : 2;
  const int32_t wide = 3 * multiplier;
  ModelSpec m = model(
      {s8({1, 4, 4, 2}), weights({3, 1, 1, 2}, {1}), constant_s32({5, 3000, -5}),
       s8({1, 4, 4, 3}, 0.2F, -100), weights({1, 3, 3, wide}), s8({1, size, size, wide}, scale, 4),
       weights({2, 1, 1, wide}), s8({1, size, size, 2}, 9.0F)},
      {conv_2d({0, 1, 2}, 3), depthwise({3, 4}, 5, {padding}), conv_2d({5, 6}, 7)}, {0}, {7});
  return m;
}

/// Convolution, average pool, reshape to a row, fully connected.
ModelSpec flattened() {
  return model({s8({1, 4, 4, 2}), weights({3, 1, 1, 2}, {2}), constant_s32({5, 40, 900}),
                s8({1, 4, 4, 3}, 0.2F), s8({1, 2, 2, 3}, 0.2F), constant_s32({-1, 12}),
                s8({1, 12}, 0.2F), weights({3, 12}), s8({1, 3}, 3.0F)},
               {conv_2d({0, 1, 2}, 3), pool(1, 3, 4, {1, 2, 0, 2}), op(22, {4, 5}, {6}),
                with_activation(op(9, {6, 7}, {8}), 8, 0)},
               {0}, {8});
}

/// Two branches that are added, channel 1 of both constant; then a constant row.
ModelSpec added() {
  return model(
      {s8({1, 3, 3, 2}), weights({3, 1, 1, 2}, {1}), s8({1, 3, 3, 3}, 0.3F, 9),
       weights({3, 1, 1, 2}, {0, 1}), constant_s32({1, 77, 3}), s8({1, 3, 3, 3}, 0.2F),
       s8({1, 3, 3, 3}, 0.4F, -7), constant_s8({3}, {10, 20, 30}), s8({1, 3, 3, 3}, 0.5F),
       weights({1, 1, 1, 3}), s8({1, 3, 3, 1}, 2.0F)},
      {conv_2d({0, 1}, 2), conv_2d({0, 3, 4}, 5), with_activation(op(0, {2, 5}, {6}), 11, 1),
       with_activation(op(0, {6, 7}, {8}), 11, 0), conv_2d({8, 9}, 10)},
      {0}, {10});
}

ModelSpec seen_outside() {
  ModelSpec m = two_layers({1, 2, 3, 4}, 1, 1);
  m.outputs = {6, 3};
  return m;
}

ModelSpec one_channel_in(int32_t out) {
  return model({s8({1, 5, 5, 1}), constant_s8({1, 1, 1, 4}, {3, 0, -5, 0}), s8({1, 5, 5, 4}, 0.3F),
                weights({out, 1, 1, 4}), s8({1, 5, 5, out}, 0.9F)},
               {depthwise({0, 1}, 2), conv_2d({2, 3}, 4)}, {0}, {4});
}

const PassCase kCases[] = {
    {"ConstantChannels", two_layers({1, 500, -600, 4}, 1, 1), {3, 3}, channels(1, 2)},
    {"ConstantChannelsWithoutBias",
     two_layers({1, 500, -600, 4}, 1, 1, 0, false),
     {3, 3},
     [](const Model& m) {
       EXPECT_EQ(m.subgraphs[0].operators[1].inputs.size(), 3u);
       EXPECT_EQ(cost_of(m).multiply_accumulates, 25u * 2 * 3 + 25 * 2 * 2);
     }},
    {"ConstantChannelsThroughAWindow", two_layers({1, 500, -600, 4}, 3, 1), {3, 3}, channels(1, 2)},
    {"ZeroPointsThroughAPaddedWindow",
     two_layers({1, 0, 0, 4}, 3, 0, -20),
     {3, 3},
     [](const Model& m) {
       EXPECT_EQ(cost_of(m).multiply_accumulates, 25u * 2 * 3 + 25 * 9 * 2 * 2);
     }},
    {"OthersAreNotConstantAtABorder", two_layers({1, 500, -600, 4}, 3, 0), {3, 3}, {}},
    {"NobodyLooks",
     column_of_zeros(),
     {3, 3},
     [](const Model& m) { EXPECT_EQ(cost_of(m).multiply_accumulates, 25u * 3 * 3 + 25 * 3 * 2); }},
    {"Depthwise",
     depthwise_between(1, 1),
     {3, 4, 3},
     [](const Model& m) {
       EXPECT_EQ(cost_of(m).multiply_accumulates, 16u * 2 * 2 + 4 * 9 * 2 + 4 * 2 * 2);
     }},
    {"DepthwiseWithMultiplier",
     depthwise_between(1, 2),
     {3, 4, 3},
     [](const Model& m) {
       EXPECT_EQ(cost_of(m).multiply_accumulates, 16u * 2 * 2 + 4 * 9 * 4 + 4 * 4 * 2);
     }},
    {"DepthwiseAtABorder", depthwise_between(0, 1), {3, 4, 3}, {}},
    {"DepthwiseAtABorderButSaturated",
     depthwise_between(0, 1, 0.5F),
     {3, 4, 3},
     [](const Model& m) {
       EXPECT_EQ(cost_of(m).multiply_accumulates, 16u * 2 * 2 + 16 * 9 * 2 + 16 * 2 * 2);
     }},
    {"DepthwiseOfOneChannel",
     one_channel_in(3),
     {4, 3},
     [](const Model& m) { EXPECT_EQ(cost_of(m).multiply_accumulates, 25u * 2 + 25 * 2 * 3); }},
    {"PoolAndReshape",
     flattened(),
     {3, 1, 22, 9},
     [](const Model& m) {
       EXPECT_EQ(cost_of(m).multiply_accumulates, 16u * 2 * 2 + 8 * 3);
       const Subgraph& graph = m.subgraphs[0];
       EXPECT_EQ(graph.tensor(graph.operators[2].inputs[1]).elements_as<int32_t>(),
                 (std::vector<int32_t>{-1, 8}));
     }},
    {"Sums",
     added(),
     {3, 3, 0, 0, 3},
     [](const Model& m) { EXPECT_EQ(cost_of(m).multiply_accumulates, 2u * 9 * 2 * 2 + 9 * 2); }},
    {"OutputsStay", seen_outside(), {3, 3}, {}},
    {"GroupsStay", grouped(), {3, 3}, {}},
    {"AsymmetricWeightsStay", asymmetric_weights(), {9, 9}, {}},
};
MOTE_TEST_PASS(DeadChannels, remove_dead_channels, kCases);

/// Networks of random layers with many zeros in their weights.
class RandomNetwork {
 public:
  explicit RandomNetwork(uint32_t seed) : random_(seed) {
    channels_ = 1 + pick(6);
    size_ = 3 + pick(5);
    m_.tensors = {s8({1, size_, size_, channels_}, 0.1F, pick(21) - 10)};
    m_.inputs = {0};
    const int32_t layers = 3 + pick(5);
    for (int32_t i = 0; i < layers; ++i) add_layer();
    if (pick(2) == 0) add_fully_connected();
    m_.outputs = {last()};
  }
  Bytes bytes() const { return build(m_); }

 private:
  int32_t pick(int32_t below) {
    return static_cast<int32_t>(random_() % static_cast<uint32_t>(below));
  }
  int32_t last() const { return static_cast<int32_t>(m_.tensors.size() - 1); }
  int32_t add(TensorSpec t) {
    m_.tensors.push_back(std::move(t));
    return last();
  }
  TensorSpec activations() {
    return s8({1, size_, size_, channels_}, 0.1F + 0.1F * static_cast<float>(pick(5)),
              pick(3) == 0 ? -128 : pick(41) - 20);
  }

  /// Whole channels of zeros along the first and the last axis, and single ones.
  int32_t add_weights(std::vector<int32_t> shape) {
    const int32_t columns = shape.back();
    int32_t count = 1;
    for (const int32_t extent : shape) count *= extent;
    std::vector<bool> row(static_cast<size_t>(count)), column(static_cast<size_t>(columns));
    for (auto&& flag : row) flag = pick(3) == 0;
    for (auto&& flag : column) flag = pick(4) == 0;
    std::vector<int8_t> elements;
    for (int32_t i = 0; i < count; ++i) {
      const bool is_zero = row[static_cast<size_t>(i / (count / shape[0]))] ||
                           column[static_cast<size_t>(i % columns)] || pick(4) == 0;
      elements.push_back(is_zero ? int8_t{0} : static_cast<int8_t>(pick(255) - 127));
    }
    return add(constant_s8(std::move(shape), elements, 0.01F));
  }
  int32_t add_bias() {
    if (pick(4) == 0) return -1;
    std::vector<int32_t> bias;
    for (int32_t i = 0; i < channels_; ++i) bias.push_back(pick(3) == 0 ? 0 : pick(6001) - 3000);
    return add(constant_s32(bias));
  }

  void add_layer() {
    const int32_t input = last();
    const WindowSpec window{static_cast<uint32_t>(size_ < 4 ? 0 : pick(2)), 1,
                            static_cast<uint32_t>(pick(2) * 3)};
    const int32_t extent = 1 + 2 * pick(2);
    const int32_t before = channels_;
    const int32_t kind = pick(5);
    if (kind <= 1) channels_ = 1 + pick(8);
    if (kind == 2 && pick(3) == 0) channels_ *= 2;
    if (kind == 3) return add_pool(input);
    if (kind == 4) return add_sum(input);
    const int32_t filter = kind == 2 ? add_weights({1, extent, extent, channels_})
                                     : add_weights({channels_, extent, extent, before});
    const int32_t bias = add_bias();
    if (window.padding == 1) size_ -= extent - 1;
    const int32_t output = add(activations());
    m_.operators.push_back(kind == 2 ? depthwise({input, filter, bias}, output, window)
                                     : conv_2d({input, filter, bias}, output, window));
  }
  void add_pool(int32_t input) {
    TensorSpec out = m_.tensors[static_cast<size_t>(input)];
    const uint32_t extent = size_ > 2 ? 2 : 1;
    size_ -= static_cast<int32_t>(extent) - 1;
    out.shape = {1, size_, size_, channels_};
    const int32_t output = add(out);
    m_.operators.push_back(pool(pick(2) == 0 ? 1 : 17, input, output, {1, 1, 0, extent}));
  }
  /// Two 1x1 convolutions of the same tensor, added.
  void add_sum(int32_t input) {
    int32_t sides[2];
    for (int32_t& side : sides) {
      const int32_t filter = add_weights({channels_, 1, 1, channels_});
      const int32_t bias = add_bias();
      side = add(activations());
      m_.operators.push_back(conv_2d({input, filter, bias}, side));
    }
    const int32_t output = add(activations());
    m_.operators.push_back(with_activation(op(0, {sides[0], sides[1]}, {output}), 11, 0));
  }
  void add_fully_connected() {
    const int32_t input = last();
    const int32_t filter = add_weights({4, size_ * size_ * channels_});
    const int32_t output = add(s8({1, 4}, 1.5F, 3));
    m_.operators.push_back(with_activation(op(9, {input, filter}, {output}), 8, 0));
  }

  std::mt19937 random_;
  ModelSpec m_;
  int32_t channels_ = 0, size_ = 0;
};

TEST(DeadChannelsOfRandomNetworks, LeaveTheSameBits) {
  uint32_t changed = 0;
  for (uint32_t seed = 0; seed < 400; ++seed) {
    const Bytes before = RandomNetwork(seed).bytes();
    Model graph = graph_of(before);
    if (remove_dead_channels(graph) != 0) ++changed;
    expect_same_bits(before, write_model(graph), 4);
    (void)optimize(graph);
    expect_same_bits(before, write_model(graph), 4);
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(changed, 200u);
}

/// The published visual wake words model is half zeros.
TEST(DeadChannelsOfVisualWakeWords, HalfTheWorkGoes) {
  for (const NamedModel& m : corpus_models()) {
    if (m.name != "vww_96_int8") continue;
    Model graph = graph_of(m.bytes);
    EXPECT_EQ(cost_of(graph).multiply_accumulates, 7489664u);
    (void)optimize(graph);
    EXPECT_LE(cost_of(graph).multiply_accumulates, 3733531u);
    EXPECT_LE(cost_of(graph).weight_bytes, 29286u);
    expect_same_bits(m.bytes, write_model(graph), 10);
    return;
  }
  GTEST_SKIP() << "skipped: no ../shared";
}

}  // namespace
}  // namespace mote::compiler
