// SPDX-License-Identifier: Apache-2.0
// Bits of the arena and of the model's copy flip between the steps of a run. Under a guard a flip in
// what steps trust is found before the next one; a flip in data changes the result at most. Either
// way nothing outside the arena is written, and the run ends. Seeded; 16,000 flips.
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <random>
#include <string>

#include "models/memory.h"
#include "models/programs.h"
#include "models/recorded.h"
#include "mote/guard.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::Bytes;
using models::ExactCopy;
using models::GuardedArena;
using models::NamedModel;

constexpr uint32_t kFlipsOfAll = 16000;
/// Larger models would take most of the time.
constexpr size_t kMostModelBytes = 40000;
constexpr uint32_t kMostWork = 40000;
constexpr uint32_t kLoopLimit = 50;
constexpr uint32_t kInterpreter = 1, kProgram = 2, kModel = 3;

std::vector<NamedModel> all_models() {
  std::vector<NamedModel> all = models::built_models();
  all.push_back({"branch", models::build(models::programs::branch())});
  all.push_back({"loop", models::build(models::programs::loop())});
  all.push_back({"counter", models::build(models::programs::counter())});
  for (NamedModel& model : models::checked_in_models()) all.push_back(std::move(model));
  return all;
}

struct Tally {
  uint32_t flips = 0, found_in_program = 0, found_in_model = 0, in_data = 0, refused = 0;
};

/// A model with its arena, both of which may be damaged and made whole again.
class Victim {
 public:
  explicit Victim(const Bytes& bytes)
      : bytes_(bytes), file_(bytes), model_(Model::verify(file_.span())),
        needed_(model_.ok() ? models::needed_bytes(*model_, all_ops()) : model_.fault()),
        arena_(needed_.ok() ? *needed_ : 16),
        interpreter_(Interpreter::create(*model_, all_ops(), arena_.memory())) {
    interpreter_->set_loop_limit(kLoopLimit);
  }

  bool is_usable() const {
    return interpreter_.ok() && interpreter_->step_count() != 0 &&
           interpreter_->check_work(kMostWork, UINT64_MAX).ok();
  }
  Interpreter& interpreter() { return *interpreter_; }
  uint8_t* model_bytes() { return const_cast<uint8_t*>(file_.span().data()); }
  size_t model_size() const { return bytes_.size(); }
  GuardedArena& arena() { return arena_; }
  /// What lies before the state.
  size_t program_bytes() {
    return static_cast<size_t>(interpreter_->state().data() - arena_.memory().data());
  }

  void fill_inputs(std::mt19937& random) {
    for (uint32_t i = 0; i < interpreter_->input_count(); ++i) {
      for (uint8_t& byte : interpreter_->input(i).raw()) byte = static_cast<uint8_t>(random());
    }
  }

 private:
  const Bytes& bytes_;
  ExactCopy file_;
  Result<Model> model_;
  Result<uint32_t> needed_;
  GuardedArena arena_;
  Result<Interpreter> interpreter_;
};

/// Where a bit flips: a place of the program, of the model, or of state and buffers.
struct Flip {
  uint8_t* at;
  uint8_t mask;
  uint32_t found_as;  ///< 0: it need not be found
};

Flip random_flip(Victim& victim, std::mt19937& random) {
  const Span<uint8_t> arena = victim.arena().memory();
  const size_t program = victim.program_bytes();
  const auto mask = static_cast<uint8_t>(1U << random() % 8);
  const uint32_t where = random() % 3;
  if (where == 0) return {arena.data() + random() % program, mask, kProgram};
  if (where == 1 || arena.size() == program) {
    return {victim.model_bytes() + random() % victim.model_size(), mask, kModel};
  }
  return {arena.data() + program + random() % (arena.size() - program), mask, 0};
}

/// One run with one flip before its step number `when`.
void run_with_flip(Victim& victim, std::mt19937& random, Tally& tally) {
  Interpreter& net = victim.interpreter();
  victim.fill_inputs(random);
  Guard guard(net);
  const uint32_t when = random() % net.step_count();
  uint32_t step = 0;
  Fault fault;
  for (; step < when; ++step) {
    fault = guard.invoke_step();
    if (!fault.ok() || !net.is_running()) break;
  }
  const Flip flip = random_flip(victim, random);
  *flip.at ^= flip.mask;
  ++tally.flips;
  fault = guard.invoke_step();
  if (flip.found_as != 0) {
    ASSERT_EQ(fault.error, Error::MemoryChanged);
    ASSERT_EQ(fault.detail, flip.found_as);
    ASSERT_FALSE(net.is_running());
    *flip.at ^= flip.mask;
    ASSERT_TRUE(guard.check().ok()) << "whole again";
    ++(flip.found_as == kProgram ? tally.found_in_program : tally.found_in_model);
  } else {
    while (fault.ok() && net.is_running()) fault = guard.invoke_step();
    ASSERT_TRUE(fault.ok() || fault.error == Error::DataRefused) << static_cast<int>(fault.error);
    ++tally.in_data;
    if (!fault.ok()) ++tally.refused;
  }
  net.reset();
}

TEST(BitFlips, NeverLeaveTheArenaAndAreFoundWhereTheyMatter) {
  const std::vector<NamedModel> models = all_models();
  std::mt19937 random(20260101);
  Tally tally;
  std::vector<std::pair<const NamedModel*, std::unique_ptr<Victim>>> victims;
  for (const NamedModel& model : models) {
    if (model.bytes.size() > kMostModelBytes) continue;
    auto victim = std::make_unique<Victim>(model.bytes);
    if (victim->is_usable()) victims.emplace_back(&model, std::move(victim));
  }
  ASSERT_GT(victims.size(), 500U);
  const uint32_t each = kFlipsOfAll / static_cast<uint32_t>(victims.size()) + 1;
  for (auto& [model, victim] : victims) {
    SCOPED_TRACE(model->name);
    for (uint32_t i = 0; i < each; ++i) {
      run_with_flip(*victim, random, tally);
      if (HasFatalFailure()) return;
    }
    ASSERT_TRUE(victim->arena().intact());
    ASSERT_EQ(std::memcmp(victim->model_bytes(), model->bytes.data(), model->bytes.size()), 0);
  }
  EXPECT_GE(tally.flips, kFlipsOfAll);
  EXPECT_GT(tally.found_in_program, 2000U);
  EXPECT_GT(tally.found_in_model, 2000U);
  EXPECT_GT(tally.in_data, 2000U);
  RecordProperty("flips", static_cast<int>(tally.flips));
  std::printf(
      "%u models, %u flips: %u in programs and %u in models found, %u in data, of which %u "
      "refused\n",
      static_cast<unsigned>(victims.size()), tally.flips, tally.found_in_program,
      tally.found_in_model, tally.in_data, tally.refused);
}

/// State that comes from elsewhere, as Interpreter::state() allows, may hold anything.
TEST(BitFlips, AnyStateIsHarmless) {
  const std::vector<NamedModel> models = all_models();
  std::mt19937 random(7);
  uint32_t with_state = 0;
  for (const NamedModel& model : models) {
    Victim victim(model.bytes);
    if (!victim.is_usable() || victim.interpreter().state().empty()) continue;
    SCOPED_TRACE(model.name);
    ++with_state;
    for (int trial = 0; trial < 40; ++trial) {
      for (uint8_t& byte : victim.interpreter().state()) {
        byte = static_cast<uint8_t>(trial % 4 == 0 ? 0xFF : trial % 4 == 1 ? 0x7F : random());
      }
      victim.fill_inputs(random);
      const Fault fault = victim.interpreter().invoke();
      ASSERT_TRUE(fault.ok() || fault.error == Error::DataRefused);
    }
    ASSERT_TRUE(victim.arena().intact());
  }
  EXPECT_GT(with_state, 20U);
}

TEST(BitFlips, InAModelInFlashAreFoundWhenTheNextRunBegins) {
  const Bytes bytes = models::build(models::network());
  Victim victim(bytes);
  ASSERT_TRUE(victim.is_usable());
  Guard guard(victim.interpreter(), Guard::ModelCheck::EachInvoke);
  ASSERT_TRUE(guard.invoke_step().ok());
  uint8_t& weight = victim.model_bytes()[bytes.size() / 2];
  weight ^= 1;
  EXPECT_EQ(guard.check(), (Fault{Error::MemoryChanged, 0, kNoOperator, kModel}));
  victim.interpreter().cancel_run();
  EXPECT_EQ(guard.invoke(), (Fault{Error::MemoryChanged, 0, kNoOperator, kModel}));
  weight ^= 1;
  EXPECT_TRUE(guard.invoke().ok());
}

TEST(BitFlips, InTheInterpreterAreFound) {
  const Bytes bytes = models::build(models::network());
  Victim victim(bytes);
  ASSERT_TRUE(victim.is_usable());
  Interpreter& net = victim.interpreter();
  Guard guard(net);
  net.set_loop_limit(3);
  const Fault fault = guard.invoke_step();
  EXPECT_EQ(fault, (Fault{Error::MemoryChanged, 0, kNoOperator, kInterpreter}));
}

}  // namespace
}  // namespace mote
