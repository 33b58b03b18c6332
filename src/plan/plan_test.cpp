// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.h"

#include <gtest/gtest.h>

namespace mote::plan {
namespace {

TEST(Plan, ChainReusesTheBufferBeforeTheLast) {
  Buffer chain[] = {{100, 0, 1, 0}, {200, 1, 2, 0}, {100, 2, 3, 0}};
  EXPECT_EQ(place(chain, 8), 300u);
  EXPECT_EQ(chain[1].offset, 0u);
  EXPECT_EQ(chain[0].offset, 200u);
  EXPECT_EQ(chain[2].offset, 200u);
}

}  // namespace
}  // namespace mote::plan
