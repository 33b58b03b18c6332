// SPDX-License-Identifier: Apache-2.0
#include "plan/best_plan.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace mote::compiler {
namespace {

using plan::Buffer;
constexpr int32_t kNever = Overlap::kNever;

BestPlan best(std::vector<Buffer>& buffers, const std::vector<Overlap>& overlaps = {},
              uint64_t effort = kDefaultEffort) {
  return best_plan({buffers.data(), buffers.size()}, 8, overlaps, effort);
}

/// What the header says of a pair, in its own words.
bool may_lie(const Buffer& input, const Buffer& output, const Overlap* overlap) {
  const int64_t d = int64_t{output.offset} - int64_t{input.offset};
  if (d >= int64_t{input.bytes} || -d >= int64_t{output.bytes}) return true;
  if (overlap == nullptr || (overlap->multiple > 1 && d % overlap->multiple != 0)) return false;
  return (overlap->lead_bytes != kNever && d <= -int64_t{overlap->lead_bytes}) ||
         (overlap->trail_bytes != kNever && d >= int64_t{overlap->trail_bytes});
}

bool is_apart_or_allowed(const std::vector<Buffer>& buffers, const std::vector<Overlap>& overlaps) {
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    for (uint32_t j = 0; j < buffers.size(); ++j) {
      const Buffer& a = buffers[i];
      const Buffer& b = buffers[j];
      if (i == j || a.bytes == 0 || b.bytes == 0) continue;
      if (a.first_step > b.last_step || b.first_step > a.last_step) continue;
      const Overlap* found = nullptr;
      bool is_other_way = false;
      for (const Overlap& overlap : overlaps) {
        if (overlap.input == i && overlap.output == j) found = &overlap;
        is_other_way = is_other_way || (overlap.input == j && overlap.output == i);
      }
      if (!is_other_way && !may_lie(a, b, found)) return false;
    }
  }
  return true;
}

uint32_t region_of(const std::vector<Buffer>& buffers) {
  uint32_t region = 0;
  for (const Buffer& b : buffers) {
    if (b.bytes != 0) region = std::max(region, b.offset + b.bytes);
  }
  return region;
}

struct PlanCase {
  const char* name;
  std::vector<Buffer> buffers;
  std::vector<Overlap> overlaps;
  uint32_t bytes;  ///< the least there is
};
void PrintTo(const PlanCase& c, std::ostream* out) { *out << c.name; }

class LeastPlan : public testing::TestWithParam<PlanCase> {};

TEST_P(LeastPlan, IsFoundAndProved) {
  const PlanCase& c = GetParam();
  std::vector<Buffer> buffers = c.buffers;
  const BestPlan plan = best(buffers, c.overlaps);
  EXPECT_EQ(plan.bytes, c.bytes);
  EXPECT_EQ(plan.lower_bound_bytes, c.bytes);
  EXPECT_TRUE(plan.is_optimal);
  EXPECT_EQ(region_of(buffers), plan.bytes);
  EXPECT_TRUE(is_apart_or_allowed(buffers, c.overlaps));
  EXPECT_TRUE(is_valid_plan({buffers.data(), buffers.size()}, 8, c.overlaps));
}

const PlanCase kPlanCases[] = {
    {"none", {}, {}, 0},
    {"empty", {{0, 0, 3, 0}}, {}, 0},
    {"chain_of_an_image_network",
     {{27648, 0, 1, 0}, {18432, 1, 2, 0}, {18432, 2, 3, 0}, {36864, 3, 4, 0}, {9216, 4, 5, 0}},
     {},
     55296},
    {"in_place", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, 0}}, 64},
    {"in_place_without_permission", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1}}, 128},
    {"lead", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, 16}}, 80},
    {"lead_is_rounded_up", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, 9}}, 80},
    {"lead_of_more_than_all", {{64, 0, 1, 0}, {32, 1, 2, 0}}, {{0, 1, 900}}, 96},
    {"lead_below_nothing", {{64, 0, 1, 0}, {16, 1, 2, 0}}, {{0, 1, -48}}, 64},
    {"a_larger_output_leads", {{64, 0, 1, 0}, {96, 1, 2, 0}}, {{0, 1, 40}}, 104},
    {"trail", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, kNever, 1, 24}}, 88},
    {"trail_below_nothing", {{64, 0, 1, 0}, {96, 1, 2, 0}}, {{0, 1, kNever, 1, -32}}, 96},
    {"the_better_of_both", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, 40, 1, 24}}, 88},
    {"anywhere", {{64, 0, 1, 0}, {64, 1, 2, 0}}, {{0, 1, 8, 1, -8}}, 64},
    {"more_than_any_moment_needs",  // each leads the one before: 72 alive at a time
     {{64, 0, 1, 0}, {64, 1, 2, 0}, {64, 2, 3, 0}},
     {{0, 1, 8}, {1, 2, 8}},
     80},
    {"there_and_back",
     {{64, 0, 1, 0}, {64, 1, 2, 0}, {64, 2, 3, 0}},
     {{0, 1, 8, 1, 8}, {1, 2, 8, 1, 8}},
     72},
    {"behind_a_third", {{64, 0, 1, 0}, {64, 1, 2, 0}, {32, 0, 2, 0}}, {{0, 1, 8}}, 104},
    {"one_output_over_two_inputs",
     {{64, 0, 1, 0}, {64, 0, 1, 0}, {96, 1, 2, 0}},
     {{0, 2, 0}, {1, 2, 64}},  // from the first one's start on, and 64 before the second's
     128},
    {"multiple_that_fits", {{96, 0, 1, 0}, {96, 1, 2, 0}}, {{0, 1, 20, 48}}, 144},
};
INSTANTIATE_TEST_SUITE_P(All, LeastPlan, testing::ValuesIn(kPlanCases),
                         [](const auto& one) { return std::string(one.param.name); });

/// Pseudo-random numbers below a bound.
class Numbers {
 public:
  explicit Numbers(uint32_t seed) : state_(seed) {}
  uint32_t below(uint32_t bound) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 8) % bound;
  }

 private:
  uint32_t state_;
};

std::vector<Overlap> random_overlaps(Numbers& numbers, const std::vector<Buffer>& buffers,
                                     uint32_t most_units, bool has_multiples) {
  std::vector<Overlap> overlaps;
  for (uint32_t i = 0; i < buffers.size(); ++i) {
    for (uint32_t j = 0; j < buffers.size(); ++j) {
      if (buffers[i].last_step != buffers[j].first_step || i == j) continue;
      if (buffers[i].first_step == buffers[i].last_step || numbers.below(3) == 0) continue;
      Overlap overlap{i, j};
      const auto distance = [&] {
        return 8 * (static_cast<int32_t>(numbers.below(2 * most_units)) -
                    static_cast<int32_t>(most_units) / 2);
      };
      if (numbers.below(3) != 0) overlap.lead_bytes = distance();
      if (numbers.below(3) == 0) overlap.trail_bytes = distance();
      if (has_multiples && numbers.below(2) == 0) overlap.multiple = 8 * (1 + numbers.below(3));
      overlaps.push_back(overlap);
    }
  }
  return overlaps;
}

std::vector<Buffer> random_buffers(Numbers& numbers, uint32_t count, uint32_t steps,
                                   uint32_t most_units) {
  std::vector<Buffer> buffers(count);
  for (Buffer& buffer : buffers) {
    const auto first = static_cast<uint16_t>(numbers.below(steps));
    buffer = {8 * (1 + numbers.below(most_units)), first,
              static_cast<uint16_t>(first + numbers.below(3)), 0};
  }
  return buffers;
}

/// True if there are offsets for all buffers from `i` on in a region; looks at every placement.
bool fits(std::vector<Buffer>& buffers, const std::vector<Overlap>& overlaps, uint32_t region,
          size_t i = 0) {
  if (i == buffers.size()) return true;
  for (uint32_t at = 0; at + buffers[i].bytes <= region; at += 8) {
    buffers[i].offset = at;
    const std::vector<Buffer> placed(buffers.begin(), buffers.begin() + i + 1);
    if (is_apart_or_allowed(placed, overlaps) && fits(buffers, overlaps, region, i + 1))
      return true;
  }
  return false;
}

TEST(BestPlan, IsTheLeastOfAllPlacements) {
  Numbers numbers(11);
  for (int round = 0; round < 400; ++round) {
    std::vector<Buffer> buffers = random_buffers(numbers, 2 + numbers.below(4), 4, 5);
    const bool has_multiples = round % 4 == 3;
    const auto overlaps = random_overlaps(numbers, buffers, 5, has_multiples);
    const BestPlan plan = best(buffers, overlaps);
    ASSERT_TRUE(is_apart_or_allowed(buffers, overlaps)) << "round " << round;
    ASSERT_EQ(region_of(buffers), plan.bytes) << "round " << round;
    ASSERT_LE(plan.lower_bound_bytes, plan.bytes);
    ASSERT_TRUE(plan.is_optimal) << "round " << round;
    ASSERT_FALSE(fits(buffers, overlaps, plan.bytes - 8)) << "round " << round;
  }
}

TEST(BestPlan, IsNeverWorseThanTheGreedyPlanAndNeverOverlaps) {
  Numbers numbers(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Buffer> buffers = random_buffers(numbers, 1 + numbers.below(24), 20, 200);
    std::vector<Overlap> overlaps;
    if (round % 2 == 1) overlaps = random_overlaps(numbers, buffers, 200, round % 4 == 3);
    std::vector<Buffer> greedy = buffers;
    for (Buffer& buffer : greedy) buffer.offset = plan::kNotPlaced;
    const uint32_t most = plan::place({greedy.data(), greedy.size()}, 8);
    const BestPlan plan = best(buffers, overlaps, 200'000);
    EXPECT_LE(plan.bytes, most);
    EXPECT_GE(plan.bytes, plan.lower_bound_bytes);
    ASSERT_TRUE(is_apart_or_allowed(buffers, overlaps)) << "round " << round;
    EXPECT_EQ(region_of(buffers), plan.bytes);
  }
}

TEST(BestPlan, AChainOfAnyLengthIsSolved) {
  // Layers that may lie a little before their inputs, some behind: each choice moves all later ones.
  Numbers numbers(3);
  std::vector<Buffer> buffers;
  std::vector<Overlap> overlaps;
  for (uint32_t i = 0; i < 200; ++i) {
    buffers.push_back({8 * (200 + numbers.below(800)), static_cast<uint16_t>(i),
                       static_cast<uint16_t>(i + 1), 0});
    const auto lead = static_cast<int32_t>(8 * numbers.below(300));
    if (i != 0 && i % 3 != 0) overlaps.push_back({i - 1, i, lead});
  }
  const BestPlan plan = best(buffers, overlaps);
  EXPECT_TRUE(plan.is_optimal);
  EXPECT_TRUE(is_apart_or_allowed(buffers, overlaps));
}

TEST(BestPlan, IsTheSameEachTime) {
  std::vector<Buffer> one = {{800, 0, 3, 0}, {400, 1, 2, 0}, {808, 2, 5, 0}, {16, 4, 6, 0}};
  std::vector<Buffer> other = one;
  EXPECT_EQ(best(one).bytes, best(other).bytes);
  for (size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].offset, other[i].offset);
}

TEST(BestPlan, RefusesMoreThanAnArenaMayHave) {
  std::vector<Buffer> buffers = {{0x40000000, 0, 1, 0}, {0x40000000, 0, 1, 0}};
  EXPECT_EQ(best(buffers).bytes, plan::kNotPlaced);
}

TEST(ValidPlan, IsOneWithoutCollisions) {
  struct {
    const char* name;
    std::vector<Buffer> buffers;
    std::vector<Overlap> overlaps;
    bool is_valid;
  } const cases[] = {
      {"apart", {{16, 0, 1, 0}, {16, 1, 2, 16}}, {}, true},
      {"collide", {{16, 0, 1, 0}, {16, 1, 2, 8}}, {}, false},
      {"not together", {{16, 0, 1, 0}, {16, 2, 2, 8}}, {}, true},
      {"misaligned", {{16, 0, 1, 0}, {16, 1, 2, 20}}, {}, false},
      {"leads", {{16, 0, 1, 8}, {16, 1, 2, 0}}, {{0, 1, 8}}, true},
      {"leads too little", {{16, 0, 1, 8}, {16, 1, 2, 0}}, {{0, 1, 16}}, false},
      {"leads, but should trail", {{16, 0, 1, 8}, {16, 1, 2, 0}}, {{0, 1, kNever, 1, 8}}, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(is_valid_plan({c.buffers.data(), c.buffers.size()}, 8, c.overlaps), c.is_valid)
        << c.name;
  }
}

}  // namespace
}  // namespace mote::compiler
