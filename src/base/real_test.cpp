// SPDX-License-Identifier: Apache-2.0
#include "base/real.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

namespace mote {
namespace {

/// The double computation of the TFLite converter and runtime, on the host's own hardware.
Rescale from_double(double value) {
  if (value == 0) return {0, 0};
  int shift = 0;
  auto multiplier = static_cast<int64_t>(std::round(std::frexp(value, &shift) * 2147483648.0));
  if (multiplier == int64_t{1} << 31) {
    multiplier /= 2;
    ++shift;
  }
  if (shift < -31) return {0, 0};
  return {static_cast<int32_t>(multiplier), shift};
}

uint32_t random_scale(std::mt19937& random) {
  uint32_t bits = 0;
  do bits = random() & 0x7FFFFFFF;
  while (!is_finite_positive_float(bits));
  return bits;
}

double as_double(uint32_t bits) { return std::bit_cast<float>(bits); }

TEST(Real, MultiplierOfThreeScalesEqualsDoubleArithmetic) {
  std::mt19937 random(7);
  for (int i = 0; i < 300000; ++i) {
    const uint32_t bits[] = {random_scale(random), random_scale(random), random_scale(random)};
    const Rescale want = from_double(as_double(bits[0]) * as_double(bits[1]) / as_double(bits[2]));
    const Rescale got = rescale_from_ratio(product_of_floats(bits[0], bits[1]), bits[2]);
    ASSERT_EQ(got.multiplier, want.multiplier) << bits[0] << ' ' << bits[1] << ' ' << bits[2];
    ASSERT_EQ(got.shift, want.shift);
  }
}

TEST(Real, MultiplierOfScalesAsModelsHaveThemEqualsDoubleArithmetic) {
  std::mt19937 random(8);
  std::uniform_real_distribution<float> exponent(-18, 2);
  const auto scale = [&] { return std::bit_cast<uint32_t>(std::exp2(exponent(random))); };
  for (int i = 0; i < 300000; ++i) {
    const uint32_t bits[] = {scale(), scale(), scale()};
    const Rescale want = from_double(as_double(bits[0]) * as_double(bits[1]) / as_double(bits[2]));
    const Rescale got = rescale_from_ratio(product_of_floats(bits[0], bits[1]), bits[2]);
    ASSERT_EQ(got.multiplier, want.multiplier);
    ASSERT_EQ(got.shift, want.shift);
  }
}

TEST(Real, SlowQuotientOfDoublesEqualsDoubleArithmetic) {
  std::mt19937 random(17);
  for (int i = 0; i < 100000; ++i) {
    const uint32_t bits[] = {random_scale(random), random_scale(random)};
    const uint64_t mantissa = (uint64_t{random()} << 32 | random()) >> (11 + i % 40) | 1;
    const double divisor = std::ldexp(static_cast<double>(mantissa), -53);
    const double value = as_double(bits[0]) * as_double(bits[1]) / divisor;
    const Real quotient = divide_slowly(product_of_floats(bits[0], bits[1]), {mantissa, -53});
    const Rescale want = from_double(value);
    const Rescale got = rescale_from_real(round_to_bits(quotient, 53));
    ASSERT_EQ(got.multiplier, want.multiplier) << bits[0] << ' ' << bits[1] << ' ' << mantissa;
    ASSERT_EQ(got.shift, want.shift);
  }
}

TEST(Real, RoundedProductEqualsFloatArithmetic) {
  std::mt19937 random(9);
  for (int i = 0; i < 300000; ++i) {
    const uint32_t a = random_scale(random), b = random_scale(random);
    const float want = std::bit_cast<float>(a) * std::bit_cast<float>(b);
    if (std::isinf(want)) continue;  // overflow is left as it is
    const Real got = round_to_float(product_of_floats(a, b));
    ASSERT_EQ(std::ldexp(static_cast<double>(got.mantissa), got.exponent), double{want})
        << a << ' ' << b;
  }
}

struct IntegerCase {
  const char* name;
  Real value;
  int32_t rounded;
};

TEST(Real, RoundsToTheNearestIntegerTiesAway) {
  const IntegerCase cases[] = {{"zero", {0, 5}, 0},
                               {"a half", {1, -1}, 1},
                               {"below a half", {7, -4}, 0},
                               {"one and a half", {3, -1}, 2},
                               {"large", {1, 30}, 1 << 30},
                               {"too large", {1, 31}, INT32_MAX},
                               {"tiny", {1, -64}, 0},
                               {"just below", {~0ull, -64}, 1},
                               {"far below", {~0ull, -80}, 0},
                               {"exact", {0x7FFFFFFF, 0}, INT32_MAX}};
  for (const IntegerCase& c : cases) EXPECT_EQ(round_to_int(c.value), c.rounded) << c.name;
}

TEST(Real, ComparesAndSubtractsLikeDoubles) {
  std::mt19937 random(10);
  for (int i = 0; i < 100000; ++i) {
    const uint32_t a = random_scale(random);
    const uint32_t b = i % 3 == 0 ? a + random() % 3 : random_scale(random);
    if (!is_finite_positive_float(b)) continue;
    const Real x = real_from_float_bits(a), y = real_from_float_bits(b);
    ASSERT_EQ(at_most(x, y), as_double(a) <= as_double(b)) << a << ' ' << b;
    const Real difference = distance(x, y);
    const double got = std::ldexp(static_cast<double>(difference.mantissa), difference.exponent);
    const double want = std::abs(as_double(a) - as_double(b));
    ASSERT_NEAR(got, want, want * 1e-14) << a << ' ' << b;
  }
  EXPECT_TRUE(at_most({0, 3}, {0, -3})) << "zero has no size";
}

}  // namespace
}  // namespace mote
