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

TEST(Real, MultiplierOfThreeScalesEqualsDoubleArithmetic) {
  std::mt19937 random(7);
  for (int i = 0; i < 300000; ++i) {
    uint32_t bits[3];
    for (uint32_t& b : bits) {
      do b = random() & 0x7FFFFFFF;
      while (!is_finite_positive_float(b));
    }
    const auto f = [&](int k) { return static_cast<double>(std::bit_cast<float>(bits[k])); };
    const Rescale want = from_double(f(0) * f(1) / f(2));
    const Real product = multiply(real_from_float_bits(bits[0]), real_from_float_bits(bits[1]));
    const Rescale got =
        rescale_from_real(round_to_bits(divide(product, real_from_float_bits(bits[2])), 53));
    ASSERT_EQ(got.multiplier, want.multiplier) << bits[0] << ' ' << bits[1] << ' ' << bits[2];
    ASSERT_EQ(got.shift, want.shift);
  }
}

}  // namespace
}  // namespace mote
