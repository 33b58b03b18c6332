// SPDX-License-Identifier: Apache-2.0
// Multipliers in fewer bits: the same outputs for every sum that can occur, through the function that
// a device calls.
#include "weights/channel_records.h"

#include <gtest/gtest.h>

#include <random>

namespace mote::compiler {
namespace {

using pack::OutputScale;
using pack::SumBounds;

int32_t output_of(int32_t rescaled, const OutputScale& output) {
  return static_cast<int32_t>(
      clamp<int64_t>(int64_t{rescaled} + output.zero_point, output.range.low, output.range.high));
}

/// The first sum whose output another multiplier changes; greatest + 1: none.
int64_t first_wrong(const Rescale& factor, int32_t multiplier, const SumBounds& bounds,
                    const OutputScale& output) {
  for (int64_t sum = bounds.least; sum <= bounds.greatest; ++sum) {
    const auto x = static_cast<int32_t>(sum);
    const int32_t wanted = output_of(rescale(x, factor), output);
    if (output_of(rescale(x, multiplier, factor.shift), output) != wanted) return sum;
  }
  return bounds.greatest + 1;
}

struct Random {
  std::mt19937 engine;
  int32_t in(int32_t low, int32_t high) {
    return std::uniform_int_distribution<int32_t>(low, high)(engine);
  }
  OutputScale output() {
    const int32_t a = in(-128, 127);
    const int32_t b = in(-128, 127);
    if (in(0, 1) == 0) return {in(-128, 127), {-128, 127}};
    return {in(-128, 127),
            {static_cast<int8_t>(std::min(a, b)), static_cast<int8_t>(std::max(a, b))}};
  }
};

struct Channel {
  const char* name;
  int32_t least_shift, most_shift;
  int32_t most_sum;
};

class MultiplierIntervalTest : public ::testing::TestWithParam<Channel> {};

TEST_P(MultiplierIntervalTest, KeepsEveryOutputAndNoMoreDoes) {
  const Channel& c = GetParam();
  Random random{std::mt19937(11)};
  int32_t wider = 0;
  int32_t ends = 0;
  constexpr int32_t kChannels = 24;
  for (int32_t i = 0; i < kChannels; ++i) {
    const Rescale factor{random.in(1 << 30, INT32_MAX), random.in(c.least_shift, c.most_shift)};
    const int32_t a = random.in(-c.most_sum, c.most_sum);
    const SumBounds bounds{std::min(a, a / 3), std::max(a, random.in(0, c.most_sum))};
    const OutputScale output = random.output();
    const MultiplierInterval found = equal_multipliers(factor, bounds, output);
    ASSERT_LE(found.least, factor.multiplier);
    ASSERT_GE(found.greatest, factor.multiplier);
    wider += found.least < found.greatest ? 1 : 0;
    const int64_t all_right = bounds.greatest + 1;
    for (const int32_t multiplier : {found.least, found.greatest}) {
      ASSERT_EQ(first_wrong(factor, multiplier, bounds, output), all_right)
          << factor.multiplier << " * 2^" << factor.shift << ", " << multiplier;
    }
    // The next ones beyond the ends are wrong somewhere.
    if (found.least > 1 << 30) {
      EXPECT_NE(first_wrong(factor, found.least - 1, bounds, output), all_right);
      ++ends;
    }
    if (found.greatest < INT32_MAX) {
      EXPECT_NE(first_wrong(factor, found.greatest + 1, bounds, output), all_right);
      ++ends;
    }
  }
  EXPECT_GE(wider, kChannels - 1);
  EXPECT_GE(ends, kChannels / 3);
}

constexpr Channel kChannels[] = {
    {"Usual", -9, -5, 60000},   {"LargeSums", -12, -9, 300000},
    {"SmallSums", -7, -4, 900}, {"NearlyConstant", -19, -14, 40000},
    {"NoShift", -1, 0, 300},    {"LeftShift", 1, 4, 60},
};
INSTANTIATE_TEST_SUITE_P(Sums, MultiplierIntervalTest, ::testing::ValuesIn(kChannels),
                         [](const auto& info) { return info.param.name; });

TEST(MultiplierInterval, IsTheFactorsOwnWhereNothingIsKnown) {
  const auto own = [](const Rescale& factor, const SumBounds& bounds) {
    const MultiplierInterval found = equal_multipliers(factor, bounds, {});
    return found.least == factor.multiplier && found.greatest == factor.multiplier;
  };
  EXPECT_TRUE(own({1234567890, -8}, {INT64_MIN, INT64_MAX}));
  EXPECT_TRUE(own({1234567890, -8}, {0, int64_t{1} << 31}));
  EXPECT_TRUE(own({1234567890, 3}, {0, 1 << 28})) << "a left shift wraps around";
  EXPECT_TRUE(own({0, 0}, {-10, 10}));
  EXPECT_FALSE(own({1234567890, -8}, {-10, 10}));
}

struct Layer {
  const char* name;
  int32_t channels;
  int32_t least_shift, most_shift;
  int32_t most_bias;      ///< of the usual channels
  int32_t outlier_every;  ///< channels; 0: none. Outliers have large biases and small factors.
  bool bounded;           ///< whether the sums are known
  size_t most_bytes;      ///< for each channel, rounded up
  size_t exact_at_least;
};

class ChannelRecordsTest : public ::testing::TestWithParam<Layer> {};

TEST_P(ChannelRecordsTest, GiveTheOutputsOfTheFactors) {
  const Layer& layer = GetParam();
  Random random{std::mt19937(12)};
  const OutputScale output{-128, {-128, 127}};
  std::vector<ChannelNumbers> channels;
  std::vector<SumBounds> without_bias;
  for (int32_t c = 0; c < layer.channels; ++c) {
    const bool outlier = layer.outlier_every != 0 && c % layer.outlier_every == 1;
    const Rescale factor{random.in(1 << 30, INT32_MAX),
                         outlier ? -19 : random.in(layer.least_shift, layer.most_shift)};
    const int32_t bias = outlier ? 9000000 + c : random.in(-layer.most_bias, layer.most_bias);
    const SumBounds sums{-random.in(0, 30000), random.in(0, 90000)};
    const SumBounds bounds{sums.least + bias, sums.greatest + bias};
    const MultiplierInterval multipliers =
        layer.bounded ? equal_multipliers(factor, bounds, output)
                      : MultiplierInterval{factor.multiplier, factor.multiplier};
    channels.push_back({factor, multipliers, bias});
    without_bias.push_back(sums);
  }
  const ChannelRecords made = channel_records(channels);
  EXPECT_LE(made.bytes.size(), layer.most_bytes * channels.size());
  EXPECT_GE(made.exact, layer.exact_at_least);
  EXPECT_LE(made.bias_bytes, made.bytes.size());
  ChannelMultipliers form = made.form;
  form.factors = made.bytes.data() + made.first;
  for (int32_t c = 0; c < layer.channels; ++c) {
    const auto i = static_cast<size_t>(c);
    for (int64_t sum = without_bias[i].least; sum <= without_bias[i].greatest; ++sum) {
      const auto x = static_cast<int32_t>(sum);
      const int32_t wanted = output_of(rescale(x + channels[i].bias, channels[i].factor), output);
      ASSERT_EQ(output_of(rescale_channel(x, form, c), output), wanted)
          << "channel " << c << ", sum " << sum;
    }
  }
}

constexpr Layer kLayers[] = {
    {"FewBits", 20, -9, -7, 6000, 0, true, 5, 0},
    {"Outliers", 20, -9, -7, 6000, 7, true, 7, 3},
    {"ManyShifts", 20, -14, -5, 6000, 0, true, 10, 1},
    {"NoBias", 20, -9, -7, 0, 0, true, 4, 0},
    {"WideBias", 20, -9, -7, 300000, 0, true, 6, 0},
    {"NothingKnown", 20, -9, -7, 2000000000, 0, false, 8, 0},
    {"OneChannel", 1, -8, -8, 6000, 0, true, 8, 0},
};
INSTANTIATE_TEST_SUITE_P(Layers, ChannelRecordsTest, ::testing::ValuesIn(kLayers),
                         [](const auto& info) { return info.param.name; });

struct OneFactor {
  const char* name;
  Rescale factor;
  std::vector<int32_t> bias;
  size_t bytes;
};

class OneFactorTest : public ::testing::TestWithParam<OneFactor> {};

TEST_P(OneFactorTest, IsStoredOnce) {
  const OneFactor& layer = GetParam();
  std::vector<ChannelNumbers> channels;
  for (const int32_t bias : layer.bias) {
    channels.push_back({layer.factor, {layer.factor.multiplier, layer.factor.multiplier}, bias});
  }
  const ChannelRecords made = channel_records(channels);
  EXPECT_EQ(made.bytes.size(), layer.bytes);
  ChannelMultipliers form = made.form;
  form.factors = made.bytes.data() + made.first;
  for (size_t c = 0; c < channels.size(); ++c) {
    for (const int32_t sum : {-70000, -1, 0, 1, 12345, 7000000}) {
      EXPECT_EQ(rescale_channel(sum, form, static_cast<int32_t>(c)),
                rescale(sum + layer.bias[c], layer.factor))
          << "channel " << c << ", sum " << sum;
    }
  }
}

const OneFactor kOneFactors[] = {
    {"BytesOfBias", {1518500250, -7}, {-128, 127, 3, 0, -1}, 4 + 5},
    {"HalvesOfBias", {1518500250, -7}, {-128, 128, 32767, -32768, 5}, 4 + 2 * 5},
    {"ThreeBytesOfBias", {1518500250, -7}, {-8388608, 8388607, 1}, 4 + 3 * 3},
    {"WordsOfBias", {1518500250, -7}, {INT32_MIN / 2, 1, 1000000000}, 4 + 4 * 3},
    {"SameBias", {1518500250, -7}, {77, 77, 77, 77}, 4 + 4},
    {"NoBias", {1 << 30, 2}, {0, 0, 0}, 4 + 4},
    {"LeastMultiplier", {1 << 30, -31}, {5, 6}, 4 + 2},
    {"Zero", {0, 0}, {5, 6}, 2 * 4 + 2 * 9},
};
INSTANTIATE_TEST_SUITE_P(Layers, OneFactorTest, ::testing::ValuesIn(kOneFactors),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mote::compiler
