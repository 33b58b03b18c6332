// SPDX-License-Identifier: Apache-2.0
// Runs in parts: the same bytes as all at once; and how much work a step may be.
#include <gtest/gtest.h>

#include <cstring>

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
using models::ModelSpec;
using models::NamedModel;

constexpr uint32_t kLoopLimit = 100;

/// A model in an arena of its own; inputs hold noise of a seed.
class Net {
 public:
  explicit Net(const Bytes& bytes)
      : file_(bytes), model_(Model::verify(file_.span())),
        needed_(model_.ok() ? models::needed_bytes(*model_, all_ops()) : model_.fault()),
        arena_(needed_.ok() ? *needed_ : 16),
        interpreter_(Interpreter::create(*model_, all_ops(), arena_.memory())) {
    interpreter_->set_loop_limit(kLoopLimit);
  }
  bool ok() const { return interpreter_.ok(); }
  Interpreter& operator*() { return *interpreter_; }
  Interpreter* operator->() { return &*interpreter_; }
  void fill(uint32_t seed) {
    for (uint32_t i = 0; i < interpreter_->input_count(); ++i) {
      for (uint8_t& byte : interpreter_->input(i).raw()) {
        seed = seed * 1664525 + 1013904223;
        byte = static_cast<uint8_t>(seed >> 24);
      }
    }
  }
  /// All that a run leaves: outputs and state.
  Bytes left() {
    Bytes all;
    for (uint32_t i = 0; i < interpreter_->output_count(); ++i) {
      const Span<uint8_t> raw = interpreter_->output(i).raw();
      all.insert(all.end(), raw.begin(), raw.end());
    }
    const Span<uint8_t> state = interpreter_->state();
    all.insert(all.end(), state.begin(), state.end());
    return all;
  }

 private:
  ExactCopy file_;
  Result<Model> model_;
  Result<uint32_t> needed_;
  GuardedArena arena_;
  Result<Interpreter> interpreter_;
};

std::vector<NamedModel> all_models() {
  std::vector<NamedModel> all = models::built_models();
  all.push_back({"branch", models::build(models::programs::branch())});
  all.push_back({"loop", models::build(models::programs::loop())});
  all.push_back({"counter", models::build(models::programs::counter())});
  for (NamedModel& model : models::checked_in_models()) all.push_back(std::move(model));
  return all;
}

TEST(Steps, GiveTheBytesOfInvokeWithAndWithoutAGuard) {
  uint32_t compared = 0;
  for (const NamedModel& model : all_models()) {
    SCOPED_TRACE(model.name);
    Net whole(model.bytes);
    Net parts(model.bytes);
    Net guarded(model.bytes);
    if (!whole.ok()) continue;
    ASSERT_TRUE(parts.ok() && guarded.ok());
    Guard guard(*guarded);
    for (uint32_t run = 0; run < 3; ++run) {
      for (Net* net : {&whole, &parts, &guarded}) net->fill(run);
      const Fault fault = whole->invoke();
      Fault last;
      do {
        last = parts->invoke_step();
      } while (last.ok() && parts->is_running());
      ASSERT_EQ(last, fault);
      ASSERT_EQ(guard.invoke(), fault);
      ASSERT_FALSE(parts->is_running());
      if (!fault.ok()) break;
      ASSERT_EQ(parts.left(), whole.left());
      ASSERT_EQ(guarded.left(), whole.left());
    }
    ++compared;
  }
  EXPECT_GT(compared, 500U);
}

TEST(Steps, ACancelledRunBeginsAnew) {
  Net net(models::build(models::programs::loop()));
  ASSERT_TRUE(net.ok());
  net.fill(1);
  const Bytes input(net->input(1).raw().begin(), net->input(1).raw().end());
  ASSERT_TRUE(net->invoke_step().ok());
  ASSERT_TRUE(net->is_running());
  net->cancel_run();
  EXPECT_FALSE(net->is_running());
  EXPECT_EQ(net->next_step(), 0);
}

/// Elements that an output of noise written between steps can reach are those of this run alone.
TEST(Steps, InputsWrittenAmidARunAreSeenByLaterStepsOnly) {
  Net whole(models::build(models::network()));
  Net parts(models::build(models::network()));
  ASSERT_TRUE(whole.ok());
  whole.fill(5);
  ASSERT_TRUE(whole->invoke().ok());
  parts.fill(5);
  ASSERT_TRUE(parts->invoke_step().ok());
  parts.fill(6);  // nobody reads the input any more, but its memory may have become a tensor's
  while (parts->is_running()) ASSERT_TRUE(parts->invoke_step().ok());
  // The next run is whole again.
  parts.fill(5);
  ASSERT_TRUE(parts->invoke().ok());
  EXPECT_EQ(parts.left(), whole.left());
}

// -- work

uint32_t work_of_case(const char* room, const char* name) {
  Net net(models::build(models::golden_case(room, name).spec()));
  EXPECT_TRUE(net.ok());
  return net->step_work(0);
}

TEST(Work, OfLayersHoldsTheirMultiplyAccumulates) {
  const auto elements = [](const std::vector<int32_t>& shape) {
    uint32_t n = 1;
    for (const int32_t extent : shape) n *= static_cast<uint32_t>(extent);
    return n;
  };
  for (const char* room : {"conv_2d", "depthwise_conv_2d", "fully_connected"}) {
    for (const models::GoldenCase& c : models::golden_cases(room)) {
      if (c.inputs[1].type == TensorType::None) continue;
      const uint32_t out = elements(c.outputs[0].shape);
      const auto& filter = c.inputs[1].shape;
      const uint32_t channels =
          static_cast<uint32_t>(room[0] == 'd' ? filter.back() : filter.front());
      const uint32_t multiplies = out * (elements(filter) / channels);
      const uint32_t work = work_of_case(room, c.name.c_str());
      EXPECT_GE(work, multiplies) << room << " " << c.name;
      EXPECT_LE(work,
                multiplies + out + elements(c.inputs[0].shape) + elements(filter) + channels + 3)
          << room << " " << c.name;
    }
  }
}

TEST(Work, IsAtLeastTheElementsThatAreWritten) {
  uint32_t steps = 0;
  for (const NamedModel& model : all_models()) {
    Net net(model.bytes);
    if (!net.ok()) continue;
    uint64_t work = 0;
    for (uint16_t i = 0; i < net->step_count(); ++i) work += net->step_work(i);
    steps += net->step_count();
    uint64_t outputs = 0;
    for (uint32_t i = 0; i < net->output_count(); ++i) outputs += net->output(i).elements();
    EXPECT_GE(work + (net->step_count() == 0 ? outputs : 0), outputs) << model.name;
    EXPECT_EQ(net->step_work(net->step_count()), 0U);
  }
  EXPECT_GT(steps, 500U);
}

TEST(Work, BeyondTheLimitNamesTheStep) {
  Net net(models::build(models::network()));
  ASSERT_TRUE(net.ok());
  uint32_t most = 0;
  uint64_t all = 0;
  uint16_t longest = 0;
  for (uint16_t i = 0; i < net->step_count(); ++i) {
    const uint32_t work = net->step_work(i);
    if (work > most) longest = i;
    most = std::max(most, work);
    all += work;
  }
  EXPECT_TRUE(net->check_work(most, all).ok());
  EXPECT_EQ(net->check_work(most - 1, all), (Fault{Error::TooMuchWork, 0, longest, most}));
  EXPECT_EQ(net->check_work(most, all - 1),
            (Fault{Error::TooMuchWork, 0, kNoOperator, static_cast<uint32_t>(all)}));
}

TEST(Work, OfLoopsCountsEveryRoundThatTheLimitAllows) {
  Net net(models::build(models::programs::loop()));
  ASSERT_TRUE(net.ok());
  uint64_t once = 0;
  uint64_t in_loop = 0;
  for (uint16_t i = 0; i < net->step_count(); ++i) (i == 0 ? once : in_loop) += net->step_work(i);
  EXPECT_TRUE(net->check_work(UINT32_MAX, once + in_loop * (kLoopLimit + 1)).ok());
  EXPECT_EQ(net->check_work(UINT32_MAX, once + in_loop * (kLoopLimit + 1) - 1).error,
            Error::TooMuchWork);
  net->set_loop_limit(UINT32_MAX);
  EXPECT_EQ(net->check_work(UINT32_MAX, UINT64_MAX / 2).ok(), true);
  EXPECT_EQ(net->check_work(UINT32_MAX, UINT32_MAX).error, Error::TooMuchWork);
}

/// A window far larger than its input takes no more turns than the input has elements.
TEST(Work, OfAHugeWindowIsThatOfTheWholeInput) {
  ModelSpec m = models::golden_case("average_pool_2d", "s8_same_overlapping").spec();
  for (models::Option& option : m.operators[0].options) {
    if (option.field == 3 || option.field == 4) option.value = 30000;
  }
  Net net(models::build(m));
  ASSERT_TRUE(net.ok());
  const auto elements = [&](size_t tensor) {
    uint32_t n = 1;
    for (const int32_t extent : m.tensors[tensor].shape) n *= static_cast<uint32_t>(extent);
    return n;
  };
  EXPECT_LE(net->step_work(0), elements(0) * elements(1) + elements(0) + elements(1) + 2);
  EXPECT_TRUE(net->invoke().ok());
}

}  // namespace
}  // namespace mote
