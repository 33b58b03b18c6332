// SPDX-License-Identifier: Apache-2.0
// Against the host's own half-precision type: all halves, and floats around every rounding.
#include "base/float16.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace mote {
namespace {

template <class To, class From>
To bits_as(From from) {
  To to;
  static_assert(sizeof(to) == sizeof(from));
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

TEST(Float16, EveryHalfBecomesItsFloat) {
  for (uint32_t half = 0; half < 0x10000; ++half) {
    const auto want = static_cast<float>(bits_as<_Float16>(static_cast<uint16_t>(half)));
    const auto got = bits_as<float>(float_bits_from_half(static_cast<uint16_t>(half)));
    if (std::isnan(want)) {
      EXPECT_TRUE(std::isnan(got)) << half;
    } else {
      EXPECT_EQ(bits_as<uint32_t>(got), bits_as<uint32_t>(want)) << half;
    }
  }
}

TEST(Float16, FloatsRoundToTheNearestEven) {
  const auto expect_same = [](uint32_t bits) {
    const auto x = bits_as<float>(bits);
    const uint16_t got = half_from_float_bits(bits);
    if (std::isnan(x)) {
      EXPECT_GT(got & 0x7FFF, 0x7C00) << bits;
    } else {
      EXPECT_EQ(got, bits_as<uint16_t>(static_cast<_Float16>(x))) << bits;
    }
  };
  for (uint64_t bits = 0; bits <= 0xFFFFFFFF; bits += 9973)
    expect_same(static_cast<uint32_t>(bits));
  for (uint32_t half = 0; half < 0x7C00; ++half) {  // each half, the midpoint above, and neighbours
    const uint32_t low = float_bits_from_half(static_cast<uint16_t>(half));
    const uint32_t high = float_bits_from_half(static_cast<uint16_t>(half + 1));
    const auto middle = bits_as<uint32_t>(
        half == 0x7BFF ? 65520.0F : (bits_as<float>(low) + bits_as<float>(high)) / 2);
    for (const uint32_t bits : {low, middle - 1, middle, middle + 1}) {
      expect_same(bits);
      expect_same(bits | 0x80000000);
    }
  }
}

}  // namespace
}  // namespace mote
