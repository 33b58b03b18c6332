// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace mote::plan {
namespace {

TEST(Plan, ChainReusesTheBufferBeforeTheLast) {
  Buffer chain[] = {{100, 0, 1, 0}, {200, 1, 2, 0}, {100, 2, 3, 0}};
  EXPECT_EQ(place(chain, 8), 300u);
  EXPECT_EQ(chain[1].offset, 0u);
  EXPECT_EQ(chain[0].offset, 200u);
  EXPECT_EQ(chain[2].offset, 200u);
}

TEST(Plan, BuffersWithoutBytesCostNothing) {
  Buffer buffers[] = {{0, 0, 9, 0}, {64, 0, 9, 0}, {0, 0, 9, 0}};
  EXPECT_EQ(place(buffers, 8), 64U);
  EXPECT_EQ(place(Span<Buffer>(), 8), 0U);
}

TEST(Plan, NoTwoLiveBuffersOverlapAndNoneIsBelowTheBound) {
  std::mt19937 random(5);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<Buffer> buffers(1 + random() % 24);
    for (Buffer& b : buffers) {
      b.first_step = static_cast<uint16_t>(random() % 12);
      b.last_step = static_cast<uint16_t>(b.first_step + random() % 6);
      b.bytes = random() % 5 == 0 ? 0 : 8 * (random() % 64);
    }
    std::vector<Buffer> again = buffers;
    const uint32_t region = place({buffers.data(), buffers.size()}, 8);
    EXPECT_GE(region, lower_bound_bytes({buffers.data(), buffers.size()}, 8)) << trial;
    EXPECT_EQ(place({again.data(), again.size()}, 8), region) << "the same input, the same plan";
    for (size_t i = 0; i < buffers.size(); ++i) {
      const Buffer& a = buffers[i];
      EXPECT_EQ(again[i].offset, a.offset);
      EXPECT_EQ(a.offset % 8, 0U);
      EXPECT_LE(a.offset + a.bytes, region);
      for (size_t k = 0; k < i; ++k) {
        const Buffer& b = buffers[k];
        if (a.last_step < b.first_step || b.last_step < a.first_step) continue;
        if (a.bytes == 0 || b.bytes == 0) continue;
        EXPECT_TRUE(a.offset + a.bytes <= b.offset || b.offset + b.bytes <= a.offset)
            << trial << ": " << i << " and " << k;
      }
    }
  }
}

TEST(Plan, LowerBoundIsTheFullestStep) {
  const Buffer buffers[] = {{10, 0, 1, 0}, {20, 1, 2, 0}, {40, 2, 3, 0}, {1, 0, 9, 0}};
  EXPECT_EQ(lower_bound_bytes(buffers, 1), 61U);
  EXPECT_EQ(lower_bound_bytes(buffers, 8), 72U) << "each is rounded up";
}

}  // namespace
}  // namespace mote::plan
