// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "mote/signal.h"

namespace mote::signal {
namespace {

std::vector<int8_t> step_of(int8_t value) { return std::vector<int8_t>(kChannels, value); }

TEST(FeatureHistory, HoldsTheNewestStepsOldestFirst) {
  FeatureHistory history;
  std::vector<int8_t> out(FeatureHistory::kElements);
  for (int pushed = 0; pushed < 120; ++pushed) {
    EXPECT_EQ(history.full(), pushed >= 49);
    ASSERT_TRUE(history.copy_to({out.data(), out.size()}));
    for (int frame = 0; frame < 49; ++frame) {
      const int which = pushed - 49 + frame;  // steps that never came are silence
      const auto want = static_cast<int8_t>(which < 0 ? -128 : which);
      ASSERT_EQ(out[static_cast<size_t>(frame) * kChannels], want) << pushed << ' ' << frame;
      ASSERT_EQ(out[static_cast<size_t>(frame) * kChannels + kChannels - 1], want);
    }
    const std::vector<int8_t> step = step_of(static_cast<int8_t>(pushed));
    history.push({step.data(), step.size()});
  }
}

TEST(FeatureHistory, RefusesOtherSizes) {
  FeatureHistory history;
  const std::vector<int8_t> step(kChannels - 1, 5);
  history.push({step.data(), step.size()});
  std::vector<int8_t> out(FeatureHistory::kElements, 1);
  ASSERT_TRUE(history.copy_to({out.data(), out.size()}));
  EXPECT_EQ(out, std::vector<int8_t>(FeatureHistory::kElements, -128));
  std::vector<int8_t> small(FeatureHistory::kElements - 1, 1);
  EXPECT_FALSE(history.copy_to({small.data(), small.size()}));
  EXPECT_EQ(small[0], 1) << "nothing is written";
}

TEST(FeatureHistory, IsSilentAfterReset) {
  FeatureHistory history;
  const std::vector<int8_t> step = step_of(3);
  for (int i = 0; i < 60; ++i) history.push({step.data(), step.size()});
  history.reset();
  EXPECT_FALSE(history.full());
  std::vector<int8_t> out(FeatureHistory::kElements);
  history.copy_to({out.data(), out.size()});
  EXPECT_EQ(out, std::vector<int8_t>(FeatureHistory::kElements, -128));
}

}  // namespace
}  // namespace mote::signal
