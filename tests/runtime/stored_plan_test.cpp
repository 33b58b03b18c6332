// SPDX-License-Identifier: Apache-2.0
// Plans that stand in the model: obeyed where they are sound, refused where they are not, and never
// the cause of another result.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "format/check_numbers.h"
#include "models/memory.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using format::Check;
using models::Bytes;
using models::ExactCopy;
using models::GuardedArena;
using models::ModelSpec;
using Words = std::vector<int32_t>;

constexpr uint32_t kRoomyBytes = 1 << 16;

Words plan_of(const std::vector<int32_t>& offsets) {
  Words words{1, 1, static_cast<int32_t>(offsets.size())};
  words.insert(words.end(), offsets.begin(), offsets.end());
  return words;
}

/// network(): 0 (192 bytes) is read by step 0, which writes 2 (256); step 1 makes 4 (256) of it; step 2
/// adds both to 5, in place of 2; 6, 7, 8 and so on are 64 bytes and less. 1, 3 and 9 are constants.
ModelSpec planned(const std::vector<int32_t>& offsets) {
  ModelSpec spec = models::network();
  spec.stored_plan = plan_of(offsets);
  return spec;
}

struct Outcome {
  Fault fault;
  Bytes output;
  uint32_t used_bytes = 0;
  std::vector<ptrdiff_t> at;  ///< of each tensor, from the arena's start; -1: not in it
};

using Create = Result<Interpreter> (*)(const Model&, OpList, Span<uint8_t>);

Outcome run(const ModelSpec& spec, Create create, uint32_t arena_bytes = kRoomyBytes) {
  const ExactCopy file(models::build(spec));
  const Result<Model> model = Model::verify(file.span());
  GuardedArena arena(arena_bytes);
  Outcome result;
  Result<Interpreter> made = create(*model, all_ops(), arena.memory());
  result.fault = made.fault();
  EXPECT_TRUE(arena.intact());
  if (!made.ok()) return result;
  int seed = 1;
  for (uint32_t i = 0; i < made->input_count(); ++i) {
    for (uint8_t& byte : made->input(i).raw())
      byte = static_cast<uint8_t>(seed = seed * 75 % 65537);
  }
  EXPECT_TRUE(made->invoke().ok());
  EXPECT_TRUE(arena.intact());
  const Span<uint8_t> raw = made->output(0).raw();
  result.output.assign(raw.begin(), raw.end());
  result.used_bytes = made->arena_used_bytes();
  for (uint32_t i = 0; i < spec.tensors.size(); ++i) {
    const Tensor tensor = made->tensor(i);
    result.at.push_back(tensor.ok() ? tensor.raw().data() - arena.memory().data() : -1);
  }
  return result;
}

TEST(StoredPlan, IsObeyed) {
  const Outcome own = run(models::network(), &Interpreter::create);
  // Everything apart from everything, with a gap in front.
  const std::vector<int32_t> offsets = {1024, -1,   1536, -1, 2048, 1536,
                                        3072, 3200, 3264, -1, 3328, 4096};
  const Outcome stored = run(planned(offsets), &Interpreter::create_as_stored);
  ASSERT_TRUE(stored.fault.ok());
  EXPECT_EQ(stored.output, own.output);
  const ptrdiff_t start = stored.at[0] - offsets[0];
  for (size_t i = 0; i < offsets.size(); ++i) {
    if (offsets[i] < 0) continue;
    EXPECT_EQ(stored.at[i], start + offsets[i]) << "tensor " << i;
  }
  EXPECT_EQ(stored.used_bytes, static_cast<uint32_t>(start) + 4096 + 8);
}

TEST(StoredPlan, IsIgnoredByCreate) {
  const Outcome own = run(models::network(), &Interpreter::create);
  const Outcome stored = run(planned(std::vector<int32_t>(12, 4096)), &Interpreter::create);
  EXPECT_EQ(stored.used_bytes, own.used_bytes);
  EXPECT_EQ(stored.at, own.at);
  EXPECT_EQ(stored.output, own.output);
}

TEST(StoredPlan, LeavesTheRestToTheDevice) {
  const Outcome own = run(models::network(), &Interpreter::create);
  const Outcome without = run(models::network(), &Interpreter::create_as_stored);
  EXPECT_EQ(without.at, own.at) << "no plan at all";
  const Outcome none = run(planned(std::vector<int32_t>(12, -1)), &Interpreter::create_as_stored);
  EXPECT_EQ(none.at, own.at);
  EXPECT_EQ(none.used_bytes, own.used_bytes);
  std::vector<int32_t> one(12, -1);
  one[4] = 4096;
  const Outcome around = run(planned(one), &Interpreter::create_as_stored);
  ASSERT_TRUE(around.fault.ok());
  EXPECT_EQ(around.output, own.output);
  EXPECT_EQ(around.at[2], own.at[2]);
  EXPECT_EQ(around.at[4], around.at[2] + 4096) << "tensor 2 is the first to be placed, at 0";
}

TEST(StoredPlan, SharesNothingThatItWantsApart) {
  std::vector<int32_t> offsets(12, -1);
  offsets[2] = 0;
  offsets[5] = 512;  // the device would write over 2
  offsets[4] = 256;
  const Outcome stored = run(planned(offsets), &Interpreter::create_as_stored);
  ASSERT_TRUE(stored.fault.ok());
  EXPECT_EQ(stored.at[5] - stored.at[2], 512);
  EXPECT_EQ(stored.output, run(models::network(), &Interpreter::create).output);
}

TEST(StoredPlan, NeedsExactlyWhatItSays) {
  const std::vector<int32_t> offsets = {1024, -1,   1536, -1, 2048, 1536,
                                        3072, 3200, 3264, -1, 3328, 4096};
  const ModelSpec spec = planned(offsets);
  const ExactCopy file(models::build(spec));
  const Result<Model> model = Model::verify(file.span());
  GuardedArena workspace(kRoomyBytes);
  const Result<uint32_t> needed =
      Interpreter::needed_bytes_as_stored(*model, all_ops(), workspace.memory());
  ASSERT_TRUE(needed.ok());
  EXPECT_TRUE(run(spec, &Interpreter::create_as_stored, *needed).fault.ok());
  const Outcome less = run(spec, &Interpreter::create_as_stored, *needed - 1);
  EXPECT_EQ(less.fault.error, Error::ArenaTooSmall);
  EXPECT_EQ(less.fault.detail, 1U);
}

struct Refusal {
  const char* name;
  Check check;
  uint32_t detail;
  std::function<void(Words&)> spoil;  ///< a sound plan of network(), as words
};

std::ostream& operator<<(std::ostream& out, const Refusal& r) { return out << r.name; }

class StoredPlanRefusal : public testing::TestWithParam<Refusal> {};

const Refusal kRefusals[] = {
    {"Empty", Check::StoredPlanSize, 0, [](Words& w) { w.resize(1); }},
    {"HeaderOnly", Check::StoredPlanSize, 0, [](Words& w) { w.resize(3); }},
    {"OneOffsetShort", Check::StoredPlanSize, 0, [](Words& w) { w.pop_back(); }},
    {"OneOffsetTooMany", Check::StoredPlanSize, 0, [](Words& w) { w.push_back(-1); }},
    {"OfOtherCount", Check::StoredPlanSize, 0, [](Words& w) { w[2] = 11; }},
    {"CountThatWraps", Check::StoredPlanSize, 0, [](Words& w) { w[2] = 0x40000000 + 12; }},
    {"NegativeOffset", Check::StoredPlanOffset, 0, [](Words& w) { w[3] = -2; }},
    {"LeastOffset", Check::StoredPlanOffset, 4, [](Words& w) { w[3 + 4] = INT32_MIN; }},
    {"OddOffset", Check::StoredPlanOffset, 6, [](Words& w) { w[3 + 6] = 3076; }},
    {"OffsetAt2GB", Check::StoredPlanOffset, 2, [](Words& w) { w[3 + 2] = 0x7FFFFFF8; }},
    {"InputOverOutput", Check::StoredPlanOverlap, 2, [](Words& w) { w[3 + 2] = 1024 + 184; }},
    {"AliveAcrossSteps", Check::StoredPlanOverlap, 4, [](Words& w) { w[3 + 4] = 1536 - 248; }},
    {"OutputOverInput", Check::StoredPlanOverlap, 10, [](Words& w) { w[3 + 10] = 3272; }},
};

TEST_P(StoredPlanRefusal, NamesTheTensor) {
  const Refusal& c = GetParam();
  ModelSpec spec = planned({1024, -1, 1536, -1, 2048, 1536, 3072, 3200, 3264, -1, 3328, 4096});
  ASSERT_TRUE(run(spec, &Interpreter::create_as_stored).fault.ok()) << "sound before";
  c.spoil(spec.stored_plan);
  const Fault fault = run(spec, &Interpreter::create_as_stored).fault;
  EXPECT_EQ(fault.error, Error::ModelInconsistent);
  EXPECT_EQ(fault.check, static_cast<uint8_t>(c.check));
  EXPECT_EQ(fault.detail, c.detail);
}

INSTANTIATE_TEST_SUITE_P(, StoredPlanRefusal, testing::ValuesIn(kRefusals),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mote
