// SPDX-License-Identifier: Apache-2.0
// The smallest arena that works is the one that needed_bytes() says; every smaller one is refused
// and nothing around it is touched.
#include <gtest/gtest.h>

#include "models/memory.h"
#include "models/programs.h"
#include "models/recorded.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::ExactCopy;
using models::GuardedArena;
using models::NamedModel;

class SmallestArena : public testing::TestWithParam<NamedModel> {};

void expect_exact(const NamedModel& named) {
  SCOPED_TRACE(named.name);
  const ExactCopy file(named.bytes);
  const Result<Model> model = Model::verify(file.span());
  if (!model.ok()) return;  // recorded models with what is not there yet
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  if (!needed.ok()) {
    EXPECT_TRUE(needed.fault().error == Error::OperatorMissing ||
                needed.fault().error == Error::TypeMissing);
    return;
  }
  {
    GuardedArena exact(*needed);
    Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), exact.memory());
    ASSERT_TRUE(interpreter.ok());
    EXPECT_EQ(interpreter->arena_used_bytes(), *needed);
    EXPECT_TRUE(exact.intact());
  }
  GuardedArena smaller(*needed - 1);
  const Result<Interpreter> refused = Interpreter::create(*model, all_ops(), smaller.memory());
  ASSERT_EQ(refused.fault().error, Error::ArenaTooSmall);
  EXPECT_EQ(refused.fault().detail, 1U) << "one byte is missing";
  EXPECT_TRUE(smaller.intact());
}

TEST_P(SmallestArena, IsExactlyWhatIsNeeded) { expect_exact(GetParam()); }

std::vector<NamedModel> all_models() {
  std::vector<NamedModel> all = models::built_models();
  for (NamedModel& model : models::checked_in_models()) all.push_back(std::move(model));
  return all;
}

std::string test_name(const testing::TestParamInfo<NamedModel>& one) {
  std::string name = std::to_string(one.index) + "_" + one.param.name;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, SmallestArena, testing::ValuesIn(all_models()), test_name);

TEST(SmallestArenaOfRecordedModels, IsExactlyWhatIsNeeded) {
  const std::vector<NamedModel> recorded = models::corpus_models();
  if (recorded.empty()) GTEST_SKIP() << "skipped: no ../shared";
  for (const NamedModel& model : recorded) expect_exact(model);
}

TEST(Arena, GrownFromNothingFailsUntilItIsLargeEnough) {
  const ExactCopy file(models::build(models::network()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  ASSERT_TRUE(needed.ok());
  for (uint32_t bytes = 0; bytes <= *needed; ++bytes) {
    GuardedArena arena(bytes);
    const Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena.memory());
    ASSERT_EQ(made.ok(), bytes == *needed) << bytes;
    ASSERT_TRUE(arena.intact()) << bytes;
    if (made.ok()) continue;
    ASSERT_EQ(made.fault().error, Error::ArenaTooSmall) << bytes;
    ASSERT_GT(made.fault().detail, 0U) << bytes;
    ASSERT_LE(bytes + made.fault().detail, *needed) << "never more than what is missing";
  }
}

/// create() in so many bytes must be refused for them, with nothing written around them; what it says
/// is missing.
uint32_t missing_in(const Model& model, uint32_t bytes) {
  GuardedArena arena(bytes);
  const Result<Interpreter> made = Interpreter::create(model, all_ops(), arena.memory());
  EXPECT_EQ(made.fault().error, Error::ArenaTooSmall) << bytes;
  EXPECT_EQ(made.fault().op_index, kNoOperator);
  EXPECT_GT(made.fault().detail, 0U) << bytes;
  EXPECT_TRUE(arena.intact()) << bytes;
  Result<Interpreter> refused = made;
  EXPECT_EQ(refused->invoke().error, Error::NotReady);
  return made.fault().detail;
}

struct Allocations {
  uint32_t models = 0, failed = 0, sizes = 0;
};

/// The arena is laid out by one request for room after another. Each of them fails here, by one byte,
/// and so does the arena at `sizes` sizes between nothing and enough.
void fail_every_allocation(const NamedModel& named, uint32_t sizes, Allocations& all) {
  SCOPED_TRACE(named.name);
  const ExactCopy file(named.bytes);
  const Result<Model> model = Model::verify(file.span());
  if (!model.ok()) return;
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  if (!needed.ok()) return;
  ++all.models;
  for (uint32_t bytes = 0; bytes < *needed;) {
    const uint32_t end = bytes + missing_in(*model, bytes);
    ASSERT_LE(end, *needed);
    ASSERT_EQ(missing_in(*model, end - 1), 1U) << "the request that ends at " << end;
    ++all.failed;
    bytes = end;
  }
  for (uint32_t i = 0; i < sizes; ++i, ++all.sizes) {
    const auto bytes = static_cast<uint32_t>(uint64_t{*needed} * i / sizes);
    ASSERT_LE(bytes + missing_in(*model, bytes), *needed);
  }
}

TEST(Arena, EveryAllocationFailsOnce) {
  std::vector<NamedModel> all = all_models();
  all.push_back({"branch", models::build(models::programs::branch())});
  all.push_back({"loop", models::build(models::programs::loop())});
  all.push_back({"counter", models::build(models::programs::counter())});
  Allocations done;
  for (const NamedModel& model : all) {
    fail_every_allocation(model, 8, done);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(done.models, 500U);
  EXPECT_GT(done.failed, 2 * done.models) << "steps, the planner's table, the whole";
}

TEST(ArenaOfRecordedModels, EveryAllocationFailsOnce) {
  const std::vector<NamedModel> recorded = models::corpus_models();
  if (recorded.empty()) GTEST_SKIP() << "skipped: no ../shared";
  Allocations done;
  for (size_t i = 0; i < recorded.size(); i += 5) {
    fail_every_allocation(recorded[i], 4, done);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(done.models, 10U);
}

TEST(Arena, WhatIsMissingLeadsToEnoughInAFewSteps) {
  const ExactCopy file(models::build(models::network()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  uint32_t bytes = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    GuardedArena arena(bytes);
    const Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena.memory());
    if (made.ok()) return;
    bytes += made.fault().detail;
  }
  GuardedArena arena(bytes);
  EXPECT_TRUE(Interpreter::create(*model, all_ops(), arena.memory()).ok());
}

TEST(Arena, MustStartOnABoundary) {
  const ExactCopy file(models::build(models::network()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  for (size_t past = 1; past < kArenaAlignmentBytes; ++past) {
    GuardedArena arena(1 << 16, past);
    const Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena.memory());
    EXPECT_EQ(made.fault(),
              (Fault{Error::ArenaMisaligned, 0, kNoOperator, static_cast<uint32_t>(past)}));
    EXPECT_TRUE(arena.intact());
  }
}

TEST(Arena, LargerThanNeededIsLeftAlone) {
  const ExactCopy file(models::build(models::network()));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  GuardedArena arena(1 << 16);
  Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(made.ok());
  ASSERT_TRUE(made->invoke().ok());
  const Span<uint8_t> memory = arena.memory();
  for (size_t i = made->arena_used_bytes(); i < memory.size(); ++i) ASSERT_EQ(memory[i], 0xA7) << i;
}

}  // namespace
}  // namespace mote
