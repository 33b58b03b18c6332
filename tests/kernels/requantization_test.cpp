// SPDX-License-Identifier: Apache-2.0
// The sequences that compiler/pack finds, against rescale() for every sum in the bounds.
#include "pack/requantization.h"

#include <gtest/gtest.h>

#include <random>

#include "kernels/cortex_m_dsp/requantization.h"
#include "pack/add.h"

namespace mote::pack {
namespace {

int32_t high_word_rounded(int64_t a, int64_t b) {
  return static_cast<int32_t>((a * b + (int64_t{1} << 31)) >> 32);
}
int32_t saturated(int64_t x) { return static_cast<int32_t>(clamp<int64_t>(x, -128, 127)); }

int32_t wanted(const Rescale& factor, int64_t sum, int32_t zero_point) {
  return saturated(int64_t{rescale(static_cast<int32_t>(sum), factor)} + zero_point);
}

/// The first sum that comes out wrong, or greatest + 1.
int64_t first_wrong(const Rectified& fit, const Rescale& factor, const SumBounds& bounds) {
  for (int64_t sum = bounds.least; sum <= bounds.greatest; ++sum) {
    const int64_t accumulator = 256 * sum + fit.offset;
    EXPECT_EQ(static_cast<int32_t>(accumulator), accumulator);
    const int32_t got =
        saturated(high_word_rounded(accumulator, fit.multiplier) >> cortex_m_dsp::kRectifiedShift);
    if (got != wanted(factor, sum, -128)) return sum;
  }
  return bounds.greatest + 1;
}

Rescale random_factor(std::mt19937& random, int32_t least_shift, int32_t most_shift) {
  return {std::uniform_int_distribution<int32_t>(1 << 30, INT32_MAX)(random),
          std::uniform_int_distribution<int32_t>(least_shift, most_shift)(random)};
}

TEST(Requantization, RectifiedIsRightForEverySum) {
  std::mt19937 random(3);
  int32_t found = 0;
  for (int32_t i = 0; i < 300; ++i) {
    const Rescale factor = random_factor(random, -10, -5);
    const SumBounds bounds{-static_cast<int64_t>(random() % 9000),
                           static_cast<int64_t>(random() % 300000)};
    const auto fit = fit_rectified(factor, bounds, cortex_m_dsp::kRectifiedShift);
    if (!fit) continue;
    ++found;
    ASSERT_EQ(first_wrong(*fit, factor, bounds), bounds.greatest + 1)
        << factor.multiplier << " * 2^" << factor.shift;
  }
  EXPECT_GT(found, 290);
}

TEST(Requantization, AnotherMultiplierIsWrong) {
  const Rescale factor{1518500250, -8};
  const SumBounds bounds{0, 200000};
  auto fit = fit_rectified(factor, bounds, cortex_m_dsp::kRectifiedShift);
  ASSERT_TRUE(fit.has_value());
  fit->multiplier += 4000;
  EXPECT_LE(first_wrong(*fit, factor, bounds), bounds.greatest);
}

TEST(Requantization, RectifiedRefusesWhatItCannotHold) {
  const SumBounds bounds{-100, 100000};
  EXPECT_FALSE(fit_rectified({1 << 30, 1}, bounds, 12).has_value());
  EXPECT_FALSE(fit_rectified({INT32_MAX, -2}, bounds, 12).has_value());
  EXPECT_FALSE(fit_rectified({1 << 30, -8}, {0, int64_t{1} << 40}, 12).has_value());
}

TEST(Requantization, ExactIsRightForEverySum) {
  std::mt19937 random(4);
  for (int32_t i = 0; i < 100; ++i) {
    const Rescale factor = i == 0 ? Rescale{0, 0} : random_factor(random, i < 50 ? -12 : -31, -2);
    const int32_t zero_point = static_cast<int32_t>(random() % 256) - 128;
    const auto fit = fit_exact(factor);
    ASSERT_TRUE(fit.has_value());
    const auto check = [&](int32_t sum) {
      const int32_t signed_sum = sum + (sum >> 31);
      const int64_t scaled = int64_t{signed_sum} + high_word_rounded(sum, fit->doubled_multiplier);
      const int32_t got = saturated(int64_t{zero_point} + high_word_rounded(scaled, fit->power));
      ASSERT_EQ(got, wanted(factor, sum, zero_point))
          << sum << " times " << factor.multiplier << " * 2^" << factor.shift;
    };
    for (int32_t sum = -5000; sum <= 5000; ++sum) check(sum);
    for (int32_t n = 0; n < 20000; ++n) check(static_cast<int32_t>(random()) >> 8);
  }
  EXPECT_FALSE(fit_exact({1 << 30, -1}).has_value());
  EXPECT_FALSE(fit_exact({1 << 30, 3}).has_value());
}

TEST(Requantization, ConstantOutputs) {
  const OutputScale output{7, {-128, 127}};
  EXPECT_EQ(constant_output({1 << 30, -8}, {1000000, 2000000}, output), 127);
  EXPECT_EQ(constant_output({1 << 30, -8}, {INT32_MIN, INT32_MIN}, output), -128);
  EXPECT_EQ(constant_output({0, 0}, {-5000, 5000}, output), 7);
  EXPECT_FALSE(constant_output({1 << 30, -8}, {-5000, 5000}, output).has_value());
  EXPECT_FALSE(constant_output({1 << 30, 3}, {1000000, 2000000}, output).has_value());
  for (int32_t value = -128; value <= 127; ++value) {
    Rectified rectified;
    const int64_t sum = rectified_constant(value, rectified);
    EXPECT_EQ(high_word_rounded(sum, rectified.multiplier) >> cortex_m_dsp::kRectifiedShift, value);
    Rescale wide{};
    const int64_t wide_sum = wide_constant(value, 7, wide) / 256;
    EXPECT_EQ(rescale(static_cast<int32_t>(wide_sum), wide) + 7, value);
    Exact exact;
    const int64_t s = exact_constant(value, 7, exact) / 256;
    EXPECT_EQ(7 + high_word_rounded(s + (s < 0 ? -1 : 0), exact.power), value);
  }
}

TEST(Requantization, SumsOfTensorsThatNoFactorsGive) {
  AddS8 p{};
  p.first = {1 << 30, 0};
  p.second = {1 << 30, 0};
  p.output = {1 << 30, -18};
  p.range = {0, 127};
  EXPECT_FALSE(pack_add(p, 1).has_value()) << "a clamp inside the range of int8";
  p.range = {-128, 127};
  EXPECT_TRUE(pack_add(p, 1).has_value());
}

}  // namespace
}  // namespace mote::pack
