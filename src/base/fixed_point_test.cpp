// SPDX-License-Identifier: Apache-2.0
// Each function against its definition in 128-bit integers, over edges and a million random values.
#include "base/fixed_point.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace mote {
namespace {

using Wide = __int128;

/// floor(a / b) for b > 0.
Wide floor_divide(Wide a, Wide b) { return a / b - (a % b < 0 ? 1 : 0); }

Wide saturated(Wide x) { return x > INT32_MAX ? INT32_MAX : x < INT32_MIN ? INT32_MIN : x; }

std::vector<int32_t> edges() {
  std::vector<int32_t> out = {0, INT32_MIN, INT32_MAX};
  for (int bit = 0; bit < 31; ++bit) {
    for (const int64_t near : {-1, 0, 1}) {
      out.push_back(static_cast<int32_t>((int64_t{1} << bit) + near));
      out.push_back(static_cast<int32_t>(-(int64_t{1} << bit) + near));
    }
  }
  return out;
}

void expect_product(int32_t a, int32_t b) {
  const Wide want = saturated(floor_divide(Wide{a} * b + (Wide{1} << 30), Wide{1} << 31));
  ASSERT_EQ(multiply_high_rounded(a, b), static_cast<int32_t>(want)) << a << " * " << b;
}

void expect_quotient(int32_t x, int32_t exponent) {
  const Wide half = exponent == 0 ? Wide{0} : Wide{1} << (exponent - 1);
  const Wide magnitude = ((x < 0 ? -Wide{x} : Wide{x}) + half) >> exponent;
  const auto want = static_cast<int32_t>(x < 0 ? -magnitude : magnitude);
  ASSERT_EQ(divide_by_power_of_two(x, exponent), want) << x << " / 2^" << exponent;
}

TEST(FixedPoint, EqualsItsDefinitionAtTheEdges) {
  for (const int32_t a : edges()) {
    for (const int32_t b : edges()) expect_product(a, b);
    for (int32_t exponent = 0; exponent <= 31; ++exponent) {
      expect_quotient(a, exponent);
      const Wide shifted = Wide{a} * (Wide{1} << exponent);
      ASSERT_EQ(shift_left_saturating(a, exponent), static_cast<int32_t>(saturated(shifted)));
      ASSERT_EQ(shift_left_wrapping(a, exponent),
                static_cast<int32_t>(static_cast<uint32_t>(static_cast<uint64_t>(shifted))));
    }
  }
}

TEST(FixedPoint, EqualsItsDefinitionForRandomValues) {
  std::mt19937 random(11);
  for (int i = 0; i < 1000000; ++i) {
    const auto a = static_cast<int32_t>(random());
    const auto b = static_cast<int32_t>(random());
    expect_product(a, b);
    expect_quotient(a, static_cast<int32_t>(random() % 32));
  }
}

TEST(FixedPoint, TiesOfAQuotientGoAwayFromZero) {
  EXPECT_EQ(divide_by_power_of_two(5, 1), 3);
  EXPECT_EQ(divide_by_power_of_two(-5, 1), -3);
  EXPECT_EQ(divide_by_power_of_two(-6, 2), -2);
  EXPECT_EQ(divide_by_power_of_two(7, 0), 7);
}

TEST(FixedPoint, RescaleRoundsTwice) {
  // 3 * 0.5 is 1.5 and rounds up to 2; 2 / 4 is a half and rounds away from zero to 1.
  // Rounding once, 3 / 8 would be 0.
  EXPECT_EQ(rescale(3, Rescale{1 << 30, -2}), 1);
  EXPECT_EQ(rescale(100, Rescale{1 << 30, 1}), 100) << "0.5 * 2^1";
  EXPECT_EQ(rescale(-100, Rescale{1 << 30, 0}), -50);
  EXPECT_EQ(rescale(12345, Rescale{0, 0}), 0);
}

}  // namespace
}  // namespace mote
