// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace mote::plan {
namespace {

TEST(Plan, ChainReusesTheBufferBeforeTheLast) {
  Buffer chain[] = {{100, 0, 1}, {200, 1, 2}, {100, 2, 3}};
  EXPECT_EQ(place(chain, 8), 300u);
  EXPECT_EQ(chain[1].offset, 0u);
  EXPECT_EQ(chain[0].offset, 200u);
  EXPECT_EQ(chain[2].offset, 200u);
}

TEST(Plan, BuffersWithoutBytesCostNothing) {
  Buffer buffers[] = {{0, 0, 9}, {64, 0, 9}, {0, 0, 9}};
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

TEST(Plan, BuffersThatHaveAPlaceKeepIt) {
  Buffer buffers[] = {{64, 0, 2, 128}, {32, 1, 3}, {128, 2, 4}, {64, 3, 5, 8}, {0, 0, 9, 4096}};
  EXPECT_EQ(place(buffers, 8), 320U);
  EXPECT_EQ(buffers[0].offset, 128U);
  EXPECT_EQ(buffers[3].offset, 8U);
  EXPECT_EQ(buffers[4].offset, 4096U) << "without bytes it is nowhere";
  EXPECT_EQ(buffers[2].offset, 192U) << "beside both that are there";
  EXPECT_EQ(buffers[1].offset, 72U) << "in the gap between them";
  EXPECT_EQ(first_overlap(buffers), 5U);
}

TEST(Plan, FindsTheFirstOverlapOfBuffersAliveTogether) {
  struct Case {
    const char* name;
    std::vector<Buffer> buffers;
    size_t bad;
  };
  const Case cases[] = {
      {"apart in bytes", {{8, 0, 3, 0}, {8, 0, 3, 8}}, 2},
      {"apart in time", {{8, 0, 1, 0}, {8, 2, 3, 0}}, 2},
      {"one byte in common", {{9, 0, 3, 0}, {8, 3, 5, 8}}, 1},
      {"one step in common", {{8, 0, 3, 0}, {8, 3, 5, 0}}, 1},
      {"inside", {{8, 0, 0, 64}, {64, 0, 3, 0}, {8, 2, 2, 24}}, 2},
      {"not placed", {{8, 0, 3, 0}, {8, 0, 3}}, 2},
      {"without bytes", {{8, 0, 3, 0}, {0, 0, 3, 4}}, 2},
      {"up to the last byte", {{8, 0, 3, kMostBytes - 8}, {16, 0, 3, kMostBytes - 16}}, 1},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(first_overlap({c.buffers.data(), c.buffers.size()}), c.bad) << c.name;
  }
}

TEST(Plan, RefusesMoreThanAnArenaCanHave) {
  Buffer buffers[] = {{kMostBytes - 7, 0, 1}, {8, 0, 1}};
  EXPECT_EQ(place(buffers, 8), kNotPlaced);
}

/// A file may name tens of thousands of tensors that are all alive, in the worst order.
TEST(Plan, TakesBoundedTime) {
  std::vector<Buffer> buffers(20000);
  uint32_t bytes = 0;
  for (Buffer& b : buffers) b = {bytes += 8, 0, 9};
  EXPECT_EQ(place({buffers.data(), buffers.size()}, 8), kNotPlaced);
  buffers.resize(300);
  for (Buffer& b : buffers) b.offset = kNotPlaced;
  EXPECT_NE(place({buffers.data(), buffers.size()}, 8), kNotPlaced);
}

TEST(Plan, LowerBoundIsTheFullestStep) {
  const Buffer buffers[] = {{10, 0, 1}, {20, 1, 2}, {40, 2, 3}, {1, 0, 9}};
  EXPECT_EQ(lower_bound_bytes(buffers, 1), 61U);
  EXPECT_EQ(lower_bound_bytes(buffers, 8), 72U) << "each is rounded up";
}

}  // namespace
}  // namespace mote::plan
