// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mote/signal.h"

namespace mote::signal {
namespace {

constexpr int8_t kNone = -128;
constexpr int8_t kSure = 127;

using Scores = std::vector<int8_t>;
const Scores kYes = {kNone, kNone, kSure, kNone};
const Scores kNo = {kNone, kNone, kNone, kSure};
const Scores kUnknown = {kNone, kSure, kNone, kNone};
const Scores kHalfYes = {0, kNone, -1, kNone};

struct Case {
  std::string name;
  std::vector<Scores> results;  ///< one every 80 ms
  std::vector<size_t> reports;  ///< at which results a word is new
};

KeywordDecider::Options three_results() {
  KeywordDecider::Options options;
  options.results = 3;
  options.threshold = 200;
  options.suppression_ms = 400;
  return options;
}

TEST(KeywordDecider, ReportsAWordOnce) {
  const Case cases[] = {
      {"a steady word", {kYes, kYes, kYes, kYes, kYes}, {2}},
      {"too short a word", {kUnknown, kYes, kYes, kUnknown, kUnknown}, {}},
      {"an uncertain word", {kHalfYes, kHalfYes, kHalfYes, kHalfYes}, {}},
      {"never what is not a keyword", {kUnknown, kUnknown, kUnknown, kUnknown}, {}},
      {"again after the suppression", {kYes, kYes, kYes, kYes, kYes, kYes, kYes, kYes}, {2, 7}},
      {"another word too early is held back", {kYes, kYes, kYes, kNo, kNo, kNo, kNo, kNo}, {2, 7}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    KeywordDecider decider(three_results());
    std::vector<size_t> reports;
    for (size_t i = 0; i < c.results.size(); ++i) {
      const auto now_ms = static_cast<uint32_t>(80 * i);
      if (decider.update(now_ms, {c.results[i].data(), 4}).is_new) reports.push_back(i);
    }
    EXPECT_EQ(reports, c.reports);
  }
}

TEST(KeywordDecider, SaysWhatIsLikeliestNow) {
  KeywordDecider decider(three_results());
  decider.update(0, {kUnknown.data(), 4});
  decider.update(80, {kYes.data(), 4});
  const auto decision = decider.update(160, {kYes.data(), 4});
  EXPECT_EQ(decision.label, 2);
  EXPECT_EQ(decision.score, 170) << "two thirds of 255";
  EXPECT_FALSE(decision.is_new);
}

TEST(KeywordDecider, SurvivesAClockThatWrapsAround) {
  KeywordDecider decider(three_results());
  uint32_t now_ms = UINT32_MAX - 200;
  int reports = 0;
  for (int i = 0; i < 8; ++i, now_ms += 80) {
    if (decider.update(now_ms, {kYes.data(), 4}).is_new) ++reports;
  }
  EXPECT_EQ(reports, 2);
}

TEST(KeywordDecider, BringsOptionsIntoRangeAndRefusesOtherSizes) {
  KeywordDecider::Options options;
  options.label_count = 200;
  options.results = 0;
  options.threshold = 1;
  KeywordDecider decider(options);
  const Scores eight(8, kSure);
  EXPECT_TRUE(decider.update(0, {eight.data(), 8}).score > 0);
  const auto refused = decider.update(80, {eight.data(), 7});
  EXPECT_EQ(refused.score, 0);
  EXPECT_FALSE(refused.is_new);
}

TEST(KeywordDecider, ForgetsOnReset) {
  KeywordDecider decider(three_results());
  for (uint32_t i = 0; i < 3; ++i) decider.update(i, {kYes.data(), 4});
  decider.reset();
  EXPECT_FALSE(decider.update(3, {kYes.data(), 4}).is_new);
  EXPECT_FALSE(decider.update(4, {kYes.data(), 4}).is_new);
  EXPECT_TRUE(decider.update(5, {kYes.data(), 4}).is_new) << "no suppression is left";
}

}  // namespace
}  // namespace mote::signal
