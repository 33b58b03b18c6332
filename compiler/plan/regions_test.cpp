// SPDX-License-Identifier: Apache-2.0
#include "plan/regions.h"

#include <gtest/gtest.h>

namespace mote::compiler {
namespace {

using plan::Buffer;

struct RegionCase {
  const char* name;
  std::vector<Buffer> buffers;
  std::vector<uint64_t> touched;
  std::vector<Region> regions;
  std::vector<uint32_t> wanted;  ///< region of each buffer; empty: it does not fit
  uint32_t last_needs = 0;
  std::vector<Overlap> overlaps = {};
};
void PrintTo(const RegionCase& c, std::ostream* out) { *out << c.name; }

const Region kFast{"fast", 64};
const Region kSlow{"slow", 128};

const RegionCase kCases[] = {
    {"all_in_the_fast_one", {{32, 0, 1, 0}, {32, 1, 2, 0}}, {1, 1}, {kFast, kSlow}, {0, 0}},
    {"what_is_touched_most_is_fast",
     {{64, 0, 1, 0}, {64, 1, 2, 0}, {64, 2, 3, 0}},
     {100, 900, 100},
     {kFast, kSlow},
     {1, 0, 1}},
    {"two_that_take_turns_before_one",  // alone none of them is touched as much
     {{64, 0, 1, 0}, {64, 1, 2, 0}, {64, 2, 3, 0}},
     {500, 900, 500},
     {kFast, kSlow},
     {0, 1, 0}},
    {"only_the_slow_one_is_large_enough",
     {{100, 0, 1, 0}, {8, 1, 2, 0}},
     {900, 1},
     {kFast, kSlow},
     {1, 0}},
    {"three_regions",
     {{64, 0, 1, 0}, {64, 0, 1, 0}, {64, 0, 1, 0}},
     {1, 3, 2},
     {{"a", 64}, {"b", 64}, {"c", 64}},
     {2, 0, 1}},
    {"room_for_the_rest_comes_first",  // the most touched one must leave the fast region
     {{64, 0, 1, 0}, {128, 0, 1, 0}},
     {900, 1},
     {{"fast", 128}, {"slow", 64}},
     {1, 0}},
    {"too_much",
     {{64, 0, 1, 0}, {128, 0, 1, 0}, {16, 0, 1, 0}},
     {1, 1, 1},
     {kFast, kSlow},
     {},
     144},
    {"one_that_is_too_large", {{256, 0, 1, 0}}, {1}, {kFast, kSlow}, {}, 256},
    {"overlap_makes_it_fit",
     {{64, 0, 1, 0}, {64, 1, 2, 0}},
     {9, 9},
     {kFast, {"slow", 8}},
     {0, 0},
     0,
     {{0, 1, 0}}},
    {"nothing_to_place", {{0, 0, 1, 0}}, {0}, {kFast}, {0}},
};

class Regions : public testing::TestWithParam<RegionCase> {};

TEST_P(Regions, AreFilledFastestFirst) {
  const RegionCase& c = GetParam();
  std::vector<Buffer> buffers = c.buffers;
  const RegionPlan plan =
      plan_regions({buffers.data(), buffers.size()}, c.touched, c.regions, 8, c.overlaps);
  EXPECT_EQ(plan.fits, !c.wanted.empty());
  EXPECT_EQ(plan.last_region_needs, c.last_needs);
  if (c.wanted.empty() || !plan.fits) return;
  EXPECT_EQ(plan.region_of, c.wanted);
  for (uint32_t region = 0; region < c.regions.size(); ++region) {
    EXPECT_LE(plan.bytes[region], c.regions[region].bytes);
    std::vector<Buffer> placed = buffers;
    uint64_t touched = 0;
    for (uint32_t i = 0; i < placed.size(); ++i) {
      if (plan.region_of[i] != region || placed[i].bytes == 0) {
        placed[i].bytes = 0;
        continue;
      }
      touched += c.touched[i];
      EXPECT_LE(placed[i].offset + placed[i].bytes, (plan.bytes[region] + 7) / 8 * 8);
    }
    EXPECT_EQ(plan.touched[region], touched);
    EXPECT_TRUE(is_valid_plan({placed.data(), placed.size()}, 8, c.overlaps));
  }
}

INSTANTIATE_TEST_SUITE_P(All, Regions, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace mote::compiler
