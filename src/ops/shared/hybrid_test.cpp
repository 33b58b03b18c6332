// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/hybrid.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

namespace mote {
namespace {

using Floats = std::vector<float>;

const Unaligned<float>* unaligned(const Floats& x) {
  return reinterpret_cast<const Unaligned<float>*>(x.data());
}

/// The definition, in doubles.
QuantizedGroup expected_asymmetric(const Floats& x, std::vector<int8_t>& to) {
  double low = 0;
  double high = 0;
  for (const float e : x) {
    low = std::min(low, double{e});
    high = std::max(high, double{e});
  }
  to.assign(x.size(), 0);
  if (low == high) return {1.0F, 0};
  const double scale = (high - low) / 255;
  const double from_low = -128 - low / scale;
  const double from_high = 127 - high / scale;
  const bool take_low = 128 + std::abs(low / scale) < 127 + std::abs(high / scale);
  const double exact = std::min(127.0, std::max(-128.0, take_low ? from_low : from_high));
  const auto zero_point = static_cast<int32_t>(std::round(exact));
  const auto scale_f32 = static_cast<float>(scale);
  const float inverse = 1.0F / scale_f32;
  for (size_t i = 0; i < x.size(); ++i) {
    const float q = std::round(static_cast<float>(zero_point) + x[i] * inverse);
    to[i] = static_cast<int8_t>(std::min(127.0F, std::max(-128.0F, q)));
  }
  return {scale_f32, zero_point};
}

void expect_asymmetric(const Floats& x) {
  std::vector<int8_t> want;
  std::vector<int8_t> got(x.size());
  const QuantizedGroup a = expected_asymmetric(x, want);
  const QuantizedGroup b =
      quantize_asymmetric(unaligned(x), static_cast<int32_t>(x.size()), 1, got.data());
  EXPECT_EQ(a.scale, b.scale) << x[0] << " " << x[1];
  EXPECT_EQ(a.zero_point, b.zero_point) << x[0] << " " << x[1];
  EXPECT_EQ(want, got);
}

TEST(HybridQuantisation, AsymmetricEqualsDoubles) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
  std::uniform_int_distribution<int> exponent(-60, 60);
  for (int i = 0; i < 20000; ++i) {
    const float a = std::ldexp(uniform(random), exponent(random));
    const float b = std::ldexp(uniform(random), i % 2 == 0 ? exponent(random) : 0);
    expect_asymmetric({a, b, a / 2, b / 3});
  }
}

TEST(HybridQuantisation, AsymmetricEqualsDoublesAtHalves) {
  for (int i = 1; i < 2048; ++i) {
    const auto x = static_cast<float>(i);
    for (int j = 1; j < 256; ++j) {
      expect_asymmetric({-x * static_cast<float>(j), x * static_cast<float>(511 - j)});
      if (j < 4) expect_asymmetric({-x / static_cast<float>(j), x / static_cast<float>(j)});
    }
  }
}

TEST(HybridQuantisation, AsymmetricOfOneSignReachesZero) {
  expect_asymmetric({1.0F, 2.0F, 3.0F});
  expect_asymmetric({-1.0F, -2.0F, -3.5F});
  expect_asymmetric({0.0F, 0.0F});
  expect_asymmetric({-0.0F, 5.0F});
}

TEST(HybridQuantisation, SymmetricIsOf127Steps) {
  const Floats x = {0.5F, -1.0F, 0.25F, 0.0F};
  int8_t to[2];
  const QuantizedGroup group = quantize_symmetric(unaligned(x), 2, 2, to);
  EXPECT_EQ(group.scale, 0.5F / 127.0F);
  EXPECT_EQ(group.zero_point, 0);
  EXPECT_EQ(to[0], 127);
  EXPECT_EQ(to[1], 64);
}

TEST(HybridQuantisation, OddFloatsHaveSomeResult) {
  const float infinity = std::numeric_limits<float>::infinity();
  const float tiny = std::numeric_limits<float>::denorm_min();
  const Floats odd[] = {
      {infinity, 1.0F}, {-infinity, infinity}, {std::nanf(""), 1.0F}, {tiny, -tiny}};
  for (const Floats& x : odd) {
    int8_t to[2];
    (void)quantize_asymmetric(unaligned(x), 2, 1, to);
    (void)quantize_symmetric(unaligned(x), 2, 1, to);
  }
}

}  // namespace
}  // namespace mote
