// SPDX-License-Identifier: Apache-2.0
#include "base/row_range.h"

#include <gtest/gtest.h>

#include "kernels/cortex_m_dsp/conv_2d_s8.h"
#include "kernels/scalar/conv_2d_s8.h"
#include "ops/shared/window.h"

namespace mote {
namespace {

TEST(RowRange, SaysWhatTheKernelGets) {
  struct {
    const char* name;
    int32_t first, stride, pad_top;
    int32_t skipped, above, left;  ///< left: of an input of 20 rows
  } const cases[] = {
      {"at the top", 0, 1, 0, 0, 0, 20},
      {"in the padding above", 0, 1, 2, 0, 2, 20},
      {"partly in it", 1, 1, 2, 0, 1, 20},
      {"further down", 5, 2, 1, 9, 0, 11},
      {"just below the input", 21, 1, 1, 20, 0, 0},
      {"in the padding below", 22, 1, 1, 21, 0, 0},
  };
  for (const auto& c : cases) {
    const RowRange rows = row_range(c.first, 2, c.stride, c.pad_top, 3);
    EXPECT_EQ(rows.first, c.first) << c.name;
    EXPECT_EQ(rows.count, 2) << c.name;
    EXPECT_EQ(rows.elements, 6) << c.name;
    EXPECT_EQ(rows.skipped, c.skipped) << c.name;
    EXPECT_EQ(rows.above, c.above) << c.name;
    EXPECT_EQ(rows_left(20, rows), c.left) << c.name;
  }
}

/// A window below the input must not see heights that wrapped around.
TEST(RowRange, LeavesNoRowsBelowTheInput) {
  const RowRange rows = row_range(22, 1, 1, 1, 54);
  scalar::Conv2d one{};
  one.input_height = 20;
  EXPECT_EQ(rows_of(one, rows).input_height, 0);
  cortex_m_dsp::Conv2d other{};
  other.input_height = 20;
  EXPECT_EQ(rows_of(other, rows).input_height, 0);
}

}  // namespace
}  // namespace mote
