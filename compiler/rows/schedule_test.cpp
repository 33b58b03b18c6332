// SPDX-License-Identifier: Apache-2.0
#include "rows/schedule.h"

#include <gtest/gtest.h>

#include <utility>

#include "rows/chain_for_test.h"

namespace mote::compiler {
namespace {

/// Each step may run by rows; none needs scratch.
Timetable timetable(const Chain& chain) {
  Timetable table;
  const auto count = static_cast<uint32_t>(chain.steps.size());
  for (uint32_t s = 0; s < count; ++s) {
    const auto time = static_cast<uint16_t>(s + 1);
    table.uses.push_back({0, time, time, 1, false});
  }
  for (const RowStep& step : chain.row_steps(count)) {
    Timetable::Item item;
    item.rows = step;
    table.steps.push_back(item);
  }
  for (const RecordUse& use : chain.uses()) table.uses.push_back(use);
  return table;
}

// Of two convolutions as they are: 80 bytes in, 800 between them, 80 out. One row a turn: 3 rows
// between them, 300 bytes, 304 with their alignment, and one of the 80, over which the other lies.
constexpr uint32_t kWhole = 880, kLeast = 384;

TEST(Schedule, FitsOrIsRefused) {
  const Timetable table = timetable(two_convolutions());
  const Scheduler scheduler(table);
  EXPECT_EQ(scheduler.least_bytes(), kLeast);
  const auto roomy = scheduler.cheapest(kWhole);
  ASSERT_TRUE(roomy);
  EXPECT_TRUE(roomy->empty());
  // A little less is had from a step that runs in turns alone, so that its output lies over its input.
  const auto slow = scheduler.cheapest(kWhole - 1);
  ASSERT_TRUE(slow);
  EXPECT_FALSE(slow->empty());
  for (const uint32_t ram : {600U, kLeast}) {
    const auto bands = scheduler.cheapest(ram);
    ASSERT_TRUE(bands) << ram;
    ASSERT_EQ(bands->size(), 1u) << ram;
    EXPECT_EQ(bands->front().first_step, 0u);
    EXPECT_EQ(bands->front().last_step, 1u);
    EXPECT_LE(bands->front().buffers[1].bytes() + 80, ram);
  }
  EXPECT_FALSE(scheduler.cheapest(kLeast - 1));
}

TEST(Schedule, CostsMoreTheLessThereIs) {
  const Timetable table = timetable(two_convolutions());
  const Scheduler scheduler(table);
  uint64_t before = 0;
  for (uint32_t ram = kWhole - 1; ram >= kLeast; --ram) {
    const auto bands = scheduler.cheapest(ram);
    ASSERT_TRUE(bands);
    uint64_t cost = 0;
    for (const Band& band : *bands) cost += band.cost;
    EXPECT_GE(cost, before);
    before = cost;
  }
}

TEST(Schedule, NeedsWhatLivesBeside) {
  struct {
    const char* name;
    void (*change)(Timetable&);
    uint64_t least;
  } const cases[] = {
      {"nothing", [](Timetable&) {}, kLeast},
      {"state", [](Timetable& t) { t.state_bytes = 40; }, kLeast + 40},
      {"a tensor of others",
       [](Timetable& t) {
         t.uses.push_back({64, 0, 3, 1, false});
       },
       kLeast + 64},
      {"a kept one is counted in the state",
       [](Timetable& t) {
         t.uses.push_back({64, 0, 3, 1, true});
       },
       kLeast},
      {"scratch of the larger step",
       [](Timetable& t) {
         t.uses[0].bytes = 50;
         t.uses[1].bytes = 20;
       },
       kLeast + 56},
      {"an output that may not lie over the input", [](Timetable& t) { t.uses[2].last_time = 3; },
       kLeast + 80},
      {"a step that cannot run by rows", [](Timetable& t) { t.steps[1].rows.reset(); }, kWhole},
  };
  for (const auto& c : cases) {
    Timetable table = timetable(two_convolutions());
    c.change(table);
    EXPECT_EQ(Scheduler(table).least_bytes(), c.least) << c.name;
  }
}

TEST(Schedule, AnInputByRowsNeedsNotBeWhole) {
  Timetable table = timetable(two_convolutions());
  table.fed = 2;
  table.uses[2].first_time = 1;
  // 3 rows of the input, 3 between, and the output: 32 + 304 + 80.
  const Scheduler scheduler(table);
  EXPECT_EQ(scheduler.least_bytes(), 416u);
  const auto bands = scheduler.cheapest(2000);
  ASSERT_TRUE(bands);
  ASSERT_EQ(bands->size(), 1u);  // without a band there would be no rows to read
}

TEST(Schedule, AnInputIsNotByRowsWhereAnEarlierStepReadsIt) {
  // The first step reads the input, and its output is one of the model: no band holds both readers.
  const Chain chain = {{{8, 10}, {8, 10}, {8, 10}}, {{3, 1, 1, {0}, 1}, {3, 1, 1, {0}, 2}}};
  Timetable table = timetable(chain);
  table.fed = 2;
  table.uses[2].first_time = 1;
  EXPECT_TRUE(Scheduler(table).longest(1).empty());
  EXPECT_FALSE(Scheduler(table).cheapest(100'000));
}

TEST(Schedule, LongestBandsEndWhereNoRowsAre) {
  const Chain four = {{{8, 4}, {8, 4}, {8, 4}, {8, 4}, {8, 4}},
                      {{3, 1, 1, {0}, 1}, {3, 1, 1, {1}, 2}, {3, 1, 1, {2}, 3}, {3, 1, 1, {3}, 4}}};
  struct {
    const char* name;
    void (*change)(Timetable&);
    std::vector<std::pair<uint32_t, uint32_t>> bands;  ///< first and last steps
  } const cases[] = {
      {"all", [](Timetable&) {}, {{0, 3}}},
      {"one cannot", [](Timetable& t) { t.steps[1].rows.reset(); }, {{0, 0}, {2, 3}}},
      {"one is part of another",
       [](Timetable& t) {
         t.steps[0].rows.reset();
         t.steps[0].is_silent = true;
       },
       {{0, 3}}},
      {"a tensor is read later", [](Timetable& t) { t.uses[6].last_time = 5; }, {{0, 1}, {2, 3}}},
  };
  for (const auto& c : cases) {
    Timetable table = timetable(four);
    c.change(table);
    std::vector<std::pair<uint32_t, uint32_t>> found;
    for (const Band& band : Scheduler(table).longest(2)) {
      found.emplace_back(band.first_step, band.last_step);
    }
    EXPECT_EQ(found, c.bands) << c.name;
  }
}

}  // namespace
}  // namespace mote::compiler
