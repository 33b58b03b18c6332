// SPDX-License-Identifier: Apache-2.0
#include "plan/best_plan.h"

#include <gtest/gtest.h>

#include <vector>

namespace mote::compiler {
namespace {

using plan::Buffer;

uint32_t best(std::vector<Buffer>& buffers) {
  return best_plan({buffers.data(), buffers.size()}, 8).bytes;
}

bool overlaps_another(const std::vector<Buffer>& buffers) {
  for (size_t i = 0; i < buffers.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const Buffer& a = buffers[i];
      const Buffer& b = buffers[j];
      const bool together = a.first_step <= b.last_step && b.first_step <= a.last_step;
      if (together && a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes) return true;
    }
  }
  return false;
}

TEST(BestPlan, ReachesTheBoundWhereTheGreedyPlanDoesNot) {
  // A chain as of an image network: the widest pair of neighbours decides.
  std::vector<Buffer> chain = {
      {27648, 0, 1, 0}, {18432, 1, 2, 0}, {18432, 2, 3, 0}, {36864, 3, 4, 0}, {9216, 4, 5, 0}};
  std::vector<Buffer> greedy = chain;
  EXPECT_GT(plan::place({greedy.data(), greedy.size()}, 8), 55296U);
  EXPECT_EQ(best(chain), 55296U);
  EXPECT_FALSE(overlaps_another(chain));
}

TEST(BestPlan, IsNeverWorseThanTheGreedyPlanAndNeverOverlaps) {
  uint32_t state = 7;
  const auto next = [&state](uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Buffer> buffers(1 + next(24));
    for (Buffer& buffer : buffers) {
      const auto first = static_cast<uint16_t>(next(20));
      buffer = {8 * (1 + next(200)), first, static_cast<uint16_t>(first + next(6)), 0};
    }
    std::vector<Buffer> greedy = buffers;
    const uint32_t most = plan::place({greedy.data(), greedy.size()}, 8);
    const uint32_t least = plan::lower_bound_bytes({buffers.data(), buffers.size()}, 8);
    const uint32_t bytes = best_plan({buffers.data(), buffers.size()}, 8, {}, 200'000).bytes;
    EXPECT_LE(bytes, most);
    EXPECT_GE(bytes, least);
    ASSERT_FALSE(overlaps_another(buffers));
    for (const Buffer& buffer : buffers) EXPECT_LE(buffer.offset + buffer.bytes, bytes);
  }
}

TEST(BestPlan, IsTheSameEachTime) {
  std::vector<Buffer> one = {{800, 0, 3, 0}, {400, 1, 2, 0}, {808, 2, 5, 0}, {16, 4, 6, 0}};
  std::vector<Buffer> other = one;
  EXPECT_EQ(best(one), best(other));
  for (size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].offset, other[i].offset);
}

TEST(BestPlan, RefusesMoreThanAnArenaMayHave) {
  std::vector<Buffer> buffers = {{0x40000000, 0, 1, 0}, {0x40000000, 0, 1, 0}};
  EXPECT_EQ(best(buffers), plan::kNotPlaced);
}

}  // namespace
}  // namespace mote::compiler
