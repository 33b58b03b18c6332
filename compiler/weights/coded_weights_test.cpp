// SPDX-License-Identifier: Apache-2.0
// Weights come back from their codes, whole and in pieces, in about as many bits as they must have.
#include "weights/coded_weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace mote::compiler {
namespace {

using Weights = std::vector<int8_t>;

/// Bits of all weights together, if each had as many as its frequency says.
double entropy_bits(const Weights& weights) {
  std::map<int8_t, double> counts;
  for (const int8_t weight : weights) ++counts[weight];
  const auto all = static_cast<double>(weights.size());
  double bits = 0;
  for (const auto& [weight, count] : counts) bits -= count * std::log2(count / all);
  return bits;
}

Weights made(size_t count, double deviation, int32_t zeros_percent) {
  std::mt19937 random(21);
  std::normal_distribution<double> value(0.0, deviation);
  Weights weights(count);
  for (int8_t& weight : weights) {
    const double w = std::min(std::max(std::round(value(random)), -128.0), 127.0);
    weight =
        static_cast<int32_t>(random() % 100) < zeros_percent ? int8_t{0} : static_cast<int8_t>(w);
  }
  return weights;
}

Weights clustered(size_t count, const Weights& values) {
  std::mt19937 random(22);
  Weights weights(count);
  for (int8_t& weight : weights) weight = values[random() % values.size()];
  return weights;
}

Weights all_values() {
  Weights weights;
  for (int32_t w = -128; w <= 127; ++w) weights.push_back(static_cast<int8_t>(w));
  return weights;
}

/// Counts that double from value to value: Huffman's own codes would have up to 19 bits.
Weights doubling() {
  Weights weights;
  for (int32_t i = 0; i < 20; ++i) {
    weights.insert(weights.end(), size_t{1} << i, static_cast<int8_t>(5 * i - 40));
  }
  return weights;
}

struct Coding {
  const char* name;
  Weights weights;
  Compression compression;
  double most_bits;  ///< for each weight; 0: as the entropy says, and a tenth of a bit
};

class CodedWeightsTest : public ::testing::TestWithParam<Coding> {};

TEST_P(CodedWeightsTest, ComeBack) {
  const Coding& c = GetParam();
  const CodedWeights coded = coded_weights(c.weights, c.compression);
  const WeightCode code{coded.stream.data(), coded.lengths.data(),
                        coded.symbols.empty() ? nullptr : coded.symbols.data()};
  for (const size_t piece : {size_t{1}, size_t{7}, c.weights.size()}) {
    WeightReader reader(code);
    Weights back(c.weights.size(), 99);
    for (size_t at = 0; at < back.size(); at += piece) {
      reader.read(back.data() + at, static_cast<uint32_t>(std::min(piece, back.size() - at)));
    }
    EXPECT_EQ(back, c.weights) << "in pieces of " << piece;
  }
  const auto count = static_cast<double>(c.weights.size());
  const double most = c.most_bits != 0 ? c.most_bits : entropy_bits(c.weights) / count + 0.1;
  EXPECT_LE(static_cast<double>(coded.stream.size() - 2), std::ceil(most * count / 8));
  for (const CodeLength& length : coded.lengths) EXPECT_LE(length.bits, 16);
  EXPECT_LE(coded.lengths.size(), 17u);
}

const Coding kCodings[] = {
    {"BellShaped", made(20000, 30, 0), Compression::Huffman, 0},
    {"Narrow", made(20000, 4, 0), Compression::Huffman, 0},
    {"Pruned", made(20000, 30, 80), Compression::Auto, 2.7},
    {"OneValue", Weights(1000, -7), Compression::Auto, 0.001},
    {"OneWeight", {-128}, Compression::Auto, 8},
    {"TwoValues", clustered(1000, {-3, 90}), Compression::Auto, 1},
    {"Palette16", clustered(1000, {0, 1, 2, 5, 9, 14, 20, 33, -1, -2, -5, -9, -14, -20, -33, 77}),
     Compression::Palette, 4},
    {"Palette5", clustered(1000, {0, 100, -100, 50, 25}), Compression::Palette, 3},
    {"PaletteOfAll", all_values(), Compression::Palette, 8},
    {"AllValues", all_values(), Compression::Huffman, 8},
    {"Doubling", doubling(), Compression::Huffman, 0},
    {"FarFromZero", clustered(5000, {120, 121, 122, 123}), Compression::Huffman, 2},
};
INSTANTIATE_TEST_SUITE_P(Layers, CodedWeightsTest, ::testing::ValuesIn(kCodings),
                         [](const auto& info) { return info.param.name; });

TEST(CodedWeights, AutoIsTheSmallest) {
  for (const Weights& weights : {made(3000, 30, 0), clustered(3000, {0, 7, 9, 100})}) {
    const uint32_t best = coded_weights(weights, Compression::Auto).bytes();
    EXPECT_EQ(best, std::min(coded_weights(weights, Compression::Palette).bytes(),
                             coded_weights(weights, Compression::Huffman).bytes()));
  }
}

}  // namespace
}  // namespace mote::compiler
