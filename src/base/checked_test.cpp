// SPDX-License-Identifier: Apache-2.0
#include "base/checked.h"

#include <gtest/gtest.h>

#include "base/bytes.h"

namespace mote {
namespace {

TEST(Checked, SumsAndProductsStopAtWhatNoArenaHas) {
  struct Case {
    uint32_t a, b, sum, product;
  };
  constexpr Case kCases[] = {
      {0, 0, 0, 0},
      {3, 4, 7, 12},
      {0x7FFFFFFE, 1, 0x7FFFFFFF, 0x7FFFFFFE},
      {0x7FFFFFFF, 1, kTooManyBytes, 0x7FFFFFFF},
      {0x40000001, 4, 0x40000005, kTooManyBytes},
      {0xFFFFFFFF, 0xFFFFFFFF, kTooManyBytes, kTooManyBytes},
      {0xFFFFFFFF, 2, kTooManyBytes, kTooManyBytes},
      {0x10000, 0x10000, 0x20000, kTooManyBytes},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(checked_sum(c.a, c.b), c.sum) << c.a << " + " << c.b;
    EXPECT_EQ(checked_product(c.a, c.b), c.product) << c.a << " * " << c.b;
  }
}

TEST(Checked, WhatIsTooMuchCanBeRoundedUp) { EXPECT_EQ(align_up(kTooManyBytes, 16), 0x80000000U); }

}  // namespace
}  // namespace mote
