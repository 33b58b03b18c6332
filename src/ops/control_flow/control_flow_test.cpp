// SPDX-License-Identifier: Apache-2.0
// Small programs as models; what they compute is computed here in C++. Whole models of the reference
// run in tests/conformance.
#include <functional>
#include <numeric>

#include "format/check_numbers.h"
#include "models/programs.h"
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/control_flow/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using models::Bytes;
using models::GraphSpec;
using models::ModelSpec;
using models::OperatorSpec;
using models::TensorSpec;
using namespace models::programs;  // NOLINT: they read like a language here

/// A model in memory, ready to run.
class Program {
 public:
  explicit Program(const ModelSpec& spec)
      : file_(models::build(spec)), model_(Model::verify(file_.span())),
        needed_(model_.ok() ? models::needed_bytes(*model_, all_ops()) : model_.fault()),
        arena_(needed_.ok() ? *needed_ : 16),
        interpreter_(Interpreter::create(*model_, all_ops(), arena_.memory())) {}

  Fault fault() const { return needed_.fault(); }
  Interpreter& interpreter() { return *interpreter_; }

  Fault run(const std::vector<Bytes>& inputs) {
    for (uint32_t i = 0; i < inputs.size(); ++i) {
      const Fault f = interpreter_->input(i).write_bytes({inputs[i].data(), inputs[i].size()});
      if (!f.ok()) return f;
    }
    return interpreter_->invoke();
  }
  Words output(uint32_t i) {
    const Span<uint8_t> raw = interpreter_->output(i).raw();
    Words out(raw.size() / 4);
    std::memcpy(out.data(), raw.data(), raw.size());
    return out;
  }
  Words run_words(const std::vector<Bytes>& inputs) {
    const Fault f = run(inputs);
    EXPECT_TRUE(f.ok()) << static_cast<int>(f.error) << " check " << int{f.check};
    return output(0);
  }
  bool intact() { return arena_.intact(); }

 private:
  models::ExactCopy file_;
  Result<Model> model_;
  Result<uint32_t> needed_;
  models::GuardedArena arena_;
  Result<Interpreter> interpreter_;
};

Bytes of(const Words& values) { return models::bytes_of(values); }
Bytes truth(bool value) { return {static_cast<uint8_t>(value)}; }

TEST(ControlFlow, BranchTakesEitherWay) {
  Program p(branch());
  for (const bool condition : {true, false, true, true, false}) {
    const Words want = condition ? Words{2, -4, 14} : Words{3, -6, 21};
    EXPECT_EQ(p.run_words({truth(condition), of({1, -2, 7})}), want);
  }
  EXPECT_TRUE(p.intact());
}

TEST(ControlFlow, BranchMayHandItsInputBack) {
  ModelSpec m = branch();
  m.called[0] = {{words(3)}, {}, {0}, {0}};
  Program p(m);
  EXPECT_EQ(p.run_words({truth(true), of({1, 2, 3})}), (Words{1, 2, 3}));
  EXPECT_EQ(p.run_words({truth(false), of({1, 2, 3})}), (Words{3, 6, 9}));
}

TEST(ControlFlow, BranchMayGiveAConstant) {
  ModelSpec m = branch();
  m.called[1] = {{words(3), constant({7, 8, 9})}, {}, {0}, {1}};
  Program p(m);
  EXPECT_EQ(p.run_words({truth(false), of({1, 2, 3})}), (Words{7, 8, 9}));
}

TEST(ControlFlow, LoopRunsUntilItsConditionFails) {
  Program p(loop());
  for (const int32_t start : {0, 3, 4, 5, 99, -2}) {
    int32_t sum = 0;
    for (int32_t i = start; i < 5; ++i) sum += i;
    EXPECT_EQ(p.run_words({of({start}), of({100, 200})}), (Words{100 + sum, 200 + sum})) << start;
    EXPECT_EQ(p.output(1), Words{std::max(start, 5)});
  }
  EXPECT_TRUE(p.intact());
}

TEST(ControlFlow, LoopInsideALoop) {
  // for (i = i0; i < 5; ++i) for (j = i; j < 5; ++j) x += j: the body of loop() calls loop() again.
  ModelSpec m = loop();
  const GraphSpec inner_condition = m.called[0];
  const GraphSpec inner_body = m.called[1];
  m.called[1] = {{words(1), words(2), constant({1}), words(1), words(2), words(1)},
                 {call(kWhile, 3, 4, {0, 1}, {5, 4}), add(0, 2, 3)},
                 {0, 1},
                 {3, 4}};
  m.called.push_back(inner_condition);
  m.called.push_back(inner_body);
  Program p(m);
  int32_t sum = 0;
  for (int32_t i = 1; i < 5; ++i) {
    for (int32_t j = i; j < 5; ++j) sum += j;
  }
  EXPECT_EQ(p.run_words({of({1}), of({0, 1000})}), (Words{sum, 1000 + sum}));
  EXPECT_TRUE(p.intact());
}

TEST(ControlFlow, OneSubgraphCalledFromTwoPlaces) {
  ModelSpec m = branch();
  m.tensors.push_back(words(3));
  m.operators.push_back(call(kIf, 1, 1, {0, 2}, {3}));
  m.outputs = {3};
  Program p(m);
  EXPECT_EQ(p.run_words({truth(true), of({1, 2, 3})}), (Words{4, 8, 12}));
  EXPECT_EQ(p.run_words({truth(false), of({1, 2, 3})}), (Words{6, 12, 18}));
}

TEST(ControlFlow, StepsGoOneAtATime) {
  Program p(loop());
  ASSERT_TRUE(p.run({of({0}), of({1, 1})}).ok());
  const Words at_once = p.output(0);
  ASSERT_TRUE(p.interpreter().input(0).write_bytes({of({0}).data(), 4}).ok());
  ASSERT_TRUE(p.interpreter().input(1).write_bytes({of({1, 1}).data(), 8}).ok());
  uint32_t steps = 0;
  do {
    ASSERT_TRUE(p.interpreter().invoke_step().ok());
    ++steps;
  } while (p.interpreter().next_step() != 0);
  EXPECT_EQ(p.output(0), at_once);
  EXPECT_EQ(steps, 1 + 6 * 3 + 5 * 3U);
}

TEST(ControlFlow, EndlessLoopMeetsTheLimit) {
  ModelSpec m = loop();
  m.called[0].operators = {less(2, 2, 3)};  // 5 < 5 is false: the loop ends at once ...
  Program ends(m);
  EXPECT_TRUE(ends.run({of({0}), of({0, 0})}).ok());
  m.called[0].tensors[2] = constant({INT32_MAX});
  m.called[0].operators = {less(1, 2, 3)};  // ... and this one never does
  m.called[0].tensors[1] = m.called[1].tensors[1] = words(1);
  m.called[1].tensors[4] = m.tensors[1] = m.tensors[3] = words(1);
  m.called[1].operators = {add(1, 2, 4), add(0, 2, 3)};
  Program endless(m);
  ASSERT_TRUE(endless.fault().ok()) << int{endless.fault().check};
  endless.interpreter().set_loop_limit(1000);
  const Fault fault = endless.run({of({0}), of({0})});
  EXPECT_EQ(fault.error, Error::DataRefused);
  EXPECT_EQ(fault.check, check::LoopLimit);
  EXPECT_EQ(fault.detail >> 16, static_cast<uint32_t>(kWhile));
  EXPECT_EQ(endless.output(0), Words{1001});
  EXPECT_EQ(endless.interpreter().next_step(), 0) << "the next run begins at the start";
}

TEST(ControlFlow, CallOnceCallsOnceAndAgainAfterReset) {
  Program p(counter());
  ASSERT_TRUE(p.fault().ok()) << int{p.fault().check};
  EXPECT_EQ(p.run_words({of({1})}), Words{11});
  EXPECT_EQ(p.run_words({of({5})}), Words{16});
  p.interpreter().reset();
  EXPECT_EQ(p.run_words({of({2})}), Words{12});
}

TEST(ControlFlow, StateCanBeSavedAndRestored) {
  Program p(counter());
  EXPECT_EQ(p.run_words({of({1})}), Words{11});
  const Span<uint8_t> state = p.interpreter().state();
  const Bytes saved(state.begin(), state.end());
  EXPECT_EQ(p.run_words({of({5})}), Words{16});
  Program other(counter());
  ASSERT_EQ(other.interpreter().state().size(), saved.size());
  std::copy(saved.begin(), saved.end(), other.interpreter().state().begin());
  EXPECT_EQ(other.run_words({of({5})}), Words{16});
}

TEST(ControlFlow, VariablesAreKnownByName) {
  ModelSpec m = counter();
  m.operators[0] = var_handle("other", 1);
  m.operators.erase(m.operators.begin() + 1);
  m.called.clear();
  Program p(m);  // never assigned: zero at first
  EXPECT_EQ(p.run_words({of({1})}), Words{1});
  EXPECT_EQ(p.run_words({of({1})}), Words{2});
}

TEST(ControlFlow, UnassignedInt8VariableHoldsItsZeroPoint) {
  ModelSpec m;
  const TensorSpec quantized{TensorType::Int8, {4}, {0.5F}, {-7}};
  m.tensors = {handle(), quantized, quantized};
  m.operators = {var_handle("v", 0), read(0, 1), assign(0, 2)};
  m.inputs = {2};
  m.outputs = {1};
  Program p(m);
  ASSERT_TRUE(p.run({{1, 2, 3, 4}}).ok());
  const Span<uint8_t> first = p.interpreter().output(0).raw();
  EXPECT_EQ(Bytes(first.begin(), first.end()), Bytes(4, 0xF9));
  ASSERT_TRUE(p.run({{9, 9, 9, 9}}).ok());
  EXPECT_EQ(Bytes(first.begin(), first.end()), (Bytes{1, 2, 3, 4}));
}

TEST(ControlFlow, HandlesPassThroughLoopsAndBranches) {
  // for (; i < 5; ++i) { if (flag) count += i; }, the handle being handed on all the way.
  ModelSpec m;
  m.tensors = {words(1), flag(), handle(), words(1), flag(), handle(), words(1)};
  m.operators = {var_handle("count", 2), call(kWhile, 1, 2, {0, 1, 2}, {3, 4, 5}), read(5, 6)};
  m.inputs = {0, 1};
  m.outputs = {6};
  m.called = {
      {{words(1), flag(), handle(), constant({5}), flag()}, {less(0, 3, 4)}, {0, 1, 2}, {4}},
      {{words(1), flag(), handle(), constant({1}), words(1)},
       {call(kIf, 3, 4, {1, 2, 0}, {}), add(0, 3, 4)},
       {0, 1, 2},
       {4, 1, 2}},
      {{handle(), words(1), words(1), words(1)},
       {read(0, 2), add(2, 1, 3), assign(0, 3)},
       {0, 1},
       {}},
      {{handle(), words(1)}, {}, {0, 1}, {}}};
  Program p(m);
  ASSERT_TRUE(p.fault().ok()) << int{p.fault().check};
  EXPECT_EQ(p.run_words({of({2}), truth(true)}), Words{2 + 3 + 4});
  EXPECT_EQ(p.run_words({of({0}), truth(false)}), Words{9});
  EXPECT_EQ(p.run_words({of({4}), truth(true)}), Words{13});
}

/// What is refused when the arena is laid out.
struct Refused {
  const char* name;
  Error error;
  uint32_t check;
  std::function<ModelSpec()> make;
};
void PrintTo(const Refused& r, std::ostream* out) { *out << r.name; }

ModelSpec edited(ModelSpec m, const std::function<void(ModelSpec&)>& edit) {
  edit(m);
  return m;
}

constexpr Error kOperator = Error::OperatorRefused;
const Refused kRefused[] = {
    {"BranchWithoutInputs", kOperator, check::InputCount,
     [] { return edited(branch(), [](ModelSpec& m) { m.operators[0].inputs = {}; }); }},
    {"BranchWithoutCondition", kOperator, check::InputMissing,
     [] { return edited(branch(), [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }); }},
    {"ConditionOfTwo", kOperator, check::Shape,
     [] { return edited(branch(), [](ModelSpec& m) { m.tensors[0].shape = {2}; }); }},
    {"BranchGivesTooLittle", kOperator, check::CalleeInputs,
     [] { return edited(branch(), [](ModelSpec& m) { m.operators[0].inputs.pop_back(); }); }},
    {"ElseTakesMore", kOperator, check::CalleeInputs,
     [] {
       return edited(branch(), [](ModelSpec& m) {
         m.called[1].tensors.push_back(words(1));
         m.called[1].inputs = {0, 3};
       });
     }},
    {"ThenGivesNothing", kOperator, check::CalleeOutputs,
     [] { return edited(branch(), [](ModelSpec& m) { m.called[0].outputs = {}; }); }},
    {"ElseTakesAnotherSize", kOperator, check::CalleeTensor,
     [] { return edited(branch(), [](ModelSpec& m) { m.called[1].tensors[0] = words(1); }); }},
    {"ThenGivesAnotherType", kOperator, check::CalleeTensor,
     [] {
       return edited(branch(), [](ModelSpec& m) {
         m.called[0].tensors.push_back({TensorType::Float32, {3}});
         m.called[0].inputs = {0};
         m.called[0].outputs = {2};
         m.called[0].tensors[2].constant = Bytes(12);
       });
     }},
    {"BranchGivesAHandle", kOperator, check::HandleChanged,
     [] {
       return edited(branch(), [](ModelSpec& m) {
         m.tensors.push_back(handle());
         m.operators[0].outputs.push_back(3);
         for (GraphSpec& g : m.called) {
           g.tensors.push_back(handle());
           const auto last = static_cast<int32_t>(g.tensors.size() - 1);
           g.operators.push_back(var_handle("v", last));
           g.outputs.push_back(last);
         }
       });
     }},
    {"LoopGivesLess", kOperator, check::OutputCount,
     [] {
       return edited(loop(), [](ModelSpec& m) {
         m.operators[0].outputs.pop_back();
         m.outputs = {2};
       });
     }},
    {"LoopChangesASize", kOperator, check::CalleeTensor,
     [] { return edited(loop(), [](ModelSpec& m) { m.tensors[3] = words(3); }); }},
    {"ConditionIsANumber", kOperator, check::CalleeOutputs,
     [] { return edited(loop(), [](ModelSpec& m) { m.called[0].outputs = {0}; }); }},
    {"TwoConditions", kOperator, check::CalleeOutputs,
     [] { return edited(loop(), [](ModelSpec& m) {
            m.called[0].outputs = {3, 3};
          }); }},
    {"BodyGivesMore", kOperator, check::CalleeOutputs,
     [] { return edited(loop(), [](ModelSpec& m) {
            m.called[1].outputs = {3, 4, 4};
          }); }},
    {"ConditionTakesLess", kOperator, check::CalleeInputs,
     [] { return edited(loop(), [](ModelSpec& m) { m.called[0].inputs = {0}; }); }},
    {"LoopExchangesHandles", kOperator, check::HandleChanged,
     [] {
       ModelSpec m;
       m.tensors = {handle(), handle(), handle(), handle()};
       m.operators = {var_handle("a", 0), var_handle("b", 1), call(kWhile, 1, 2, {0, 1}, {2, 3})};
       m.called = {{{handle(), handle(), flag()}, {}, {0, 1}, {2}},
                   {{handle(), handle()}, {}, {0, 1}, {1, 0}}};
       m.called[0].tensors[2].constant = {0};
       return m;
     }},
    {"CallOnceGivesInputs", kOperator, check::InputCount,
     [] { return edited(counter(), [](ModelSpec& m) { m.operators[0].inputs = {0}; }); }},
    {"CalledOnceTakesInputs", kOperator, check::CalleeInputs,
     [] {
       return edited(counter(), [](ModelSpec& m) {
         m.called[0].tensors.push_back(words(1));
         m.called[0].inputs = {2};
       });
     }},
    {"CallsItself", Error::ModelInconsistent, static_cast<uint32_t>(format::Check::Recursion),
     [] { return edited(branch(), [](ModelSpec& m) { m.operators[0].options[1].value = 0; }); }},
    {"CallsItselfThroughAnother", Error::ModelInconsistent,
     static_cast<uint32_t>(format::Check::Recursion),
     [] {
       return edited(loop(), [](ModelSpec& m) {
         m.called[1].operators.push_back(call_once(3));
         m.called.push_back({{}, {call_once(2)}, {}, {}});
       });
     }},
    {"CallsNobody", Error::ModelInconsistent, static_cast<uint32_t>(format::Check::CalledSubgraph),
     [] { return edited(loop(), [](ModelSpec& m) { m.operators[0].options[1].value = 3; }); }},
    {"CallsMinusOne", Error::ModelInconsistent,
     static_cast<uint32_t>(format::Check::CalledSubgraph),
     [] {
       return edited(loop(), [](ModelSpec& m) { m.operators[0].options[1].value = 0xFFFFFFFF; });
     }},
    {"TwiceAsManyStepsAtEachLevel", Error::ModelInconsistent,
     static_cast<uint32_t>(format::Check::StepCount),
     [] {
       ModelSpec m;
       m.operators = {call_once(1)};
       for (uint32_t level = 2; level < 20; ++level) {
         m.called.push_back({{}, {call_once(level), call_once(level)}, {}, {}});
       }
       m.called.push_back({});
       return m;
     }},
    {"TooManyTensorsInAll", Error::ModelInconsistent,
     static_cast<uint32_t>(format::Check::PlaceCount),
     [] {
       ModelSpec m;
       m.operators = {call_once(1), call_once(1), call_once(1)};
       m.called.push_back({std::vector<TensorSpec>(22000, words(1)), {}, {}, {}});
       return m;
     }},
    {"BodyNeverWritesItsOutput", Error::ModelInconsistent,
     static_cast<uint32_t>(format::Check::ReadBeforeWritten),
     [] { return edited(loop(), [](ModelSpec& m) { m.called[1].operators.pop_back(); }); }},
};

class ControlFlowRefusal : public testing::TestWithParam<Refused> {};

TEST_P(ControlFlowRefusal, IsRefused) {
  const Program p(GetParam().make());
  EXPECT_EQ(p.fault().error, GetParam().error);
  EXPECT_EQ(uint32_t{p.fault().check}, GetParam().check);
}

INSTANTIATE_TEST_SUITE_P(All, ControlFlowRefusal, testing::ValuesIn(kRefused),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace mote
