// SPDX-License-Identifier: Apache-2.0
// Against the host's long double functions.
#include "base/real_functions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace mote {
namespace {

Real real_of(double x) {
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  return {static_cast<uint64_t>(std::ldexp(fraction, 53)), exponent - 53};
}
long double value_of(const Real& x) {
  return std::ldexp(static_cast<long double>(x.mantissa), x.exponent);
}

template <class Visit>
void for_numbers(double least_log2, double greatest_log2, Visit visit) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> draw(least_log2, greatest_log2);
  for (int i = 0; i < 20000; ++i) visit(std::exp2(draw(random)));
  visit(0);
}

TEST(RealFunctions, Sum) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 100000; ++i) {
    const double a = std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(i % 90));
    const double b = std::ldexp(static_cast<double>(random() >> 40), static_cast<int>(i % 70));
    EXPECT_EQ(value_of(round_to_bits(sum(real_of(a), real_of(b)), 53)), a + b) << a << ' ' << b;
  }
  EXPECT_EQ(value_of(sum({}, {5, 3})), 40);
  EXPECT_EQ(value_of(sum({~uint64_t{0}, 0}, {1, 0})), 0x1p64L);
}

TEST(RealFunctions, Exponential) {
  for_numbers(-70, 7, [](double x) {
    const long double want = std::exp(-static_cast<long double>(x));
    EXPECT_LE(std::abs(value_of(exp_of_minus(real_of(x))) - want), std::ldexp(want, -48)) << x;
  });
  EXPECT_EQ(exp_of_minus({1, 7}).mantissa, 0u);
  EXPECT_EQ(value_of(exp_of_minus({})), 1);
}

TEST(RealFunctions, Tanh) {
  for_numbers(-8, 7, [](double x) {
    const long double want = std::tanh(static_cast<long double>(x));
    EXPECT_LE(std::abs(value_of(tanh_of(real_of(x))) - want), std::ldexp(want, -46)) << x;
  });
  for_numbers(-60, -8, [](double x) {
    EXPECT_LE(std::abs(value_of(tanh_of(real_of(x))) - std::tanh(x)), 0x1p-55L) << x;
  });
  EXPECT_EQ(value_of(tanh_of({1, 20})), 1);
}

TEST(RealFunctions, ErrorFunction) {
  for_numbers(-40, 4, [](double x) {
    const ErrorFunction e = error_function(real_of(x));
    const long double erf = std::erf(static_cast<long double>(x));
    EXPECT_LE(std::abs(value_of(e.one_plus) - (1 + erf)), 0x1p-32L) << x;
    EXPECT_LE(std::abs(value_of(e.one_minus) - (1 - erf)), 0x1p-32L) << x;
  });
}

}  // namespace
}  // namespace mote
