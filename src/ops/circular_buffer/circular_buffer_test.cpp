// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/circular_buffer/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(CircularBuffer, "circular_buffer", 0);

const models::Refusal kRefusals[] = {
    {"OtherName", "four_slots", check::CustomName, models::take_name_alike},
    {"OptionsCut", "four_slots", check::CustomOptions, models::cut_custom_options},
    {"NoCycles", "four_slots", check::CustomOptions,
     [](ModelSpec& m) { models::set_custom_option(m, 1, 0, 0); }},
    {"NegativeCycles", "five_slots_without_options", check::CustomOptions,
     [](ModelSpec& m) {
       m.operators[0].custom_options =
           models::golden_case("circular_buffer", "four_slots").custom_options;
       models::set_custom_option(m, 1, 0, 0xFF);
     }},
    {"InputOfRank3", "four_slots", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {1, 1, 3};
     }},
    {"OutputOfRank3", "four_slots", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 1, 3};
     }},
    {"InputEmpty", "four_slots", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[3] = 0; }},
    {"TwoSlotsAtOnce", "four_slots", check::Shape, [](ModelSpec& m) { m.tensors[0].shape[1] = 2; }},
    {"TwoStreams", "four_slots", check::Shape, [](ModelSpec& m) { m.tensors[0].shape[0] = 2; }},
    {"OtherSlots", "four_slots", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[3] = 2; }},
    {"OtherScale", "four_slots", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"OtherZeroPoint", "four_slots", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 6; }},
};
MOTE_TEST_USUAL_REFUSALS(CircularBufferUsualRefusal, "circular_buffer", "four_slots", 1, 1);
MOTE_TEST_REFUSALS(CircularBufferRefusal, "circular_buffer", kRefusals);

/// Followed by a RESHAPE, which shows whether the rest of the model ran.
TEST(CircularBuffer, EndsTheRunUntilItIsReady) {
  constexpr uint32_t kCycles = 3;
  ModelSpec spec = models::golden_case("circular_buffer", "four_slots").spec();
  models::set_custom_option(spec, 1, 0, kCycles);
  spec.tensors.push_back(spec.tensors[1]);
  spec.tensors.back().shape = {12};
  models::OperatorSpec reshape;
  reshape.code = 22;
  reshape.inputs = {1};
  reshape.outputs = {2};
  spec.operators.push_back(reshape);
  spec.outputs = {2};
  const models::ExactCopy file(models::build(spec));
  const Result<Model> model = Model::verify(file.span());
  ASSERT_TRUE(model.ok());
  models::GuardedArena arena(*models::needed_bytes(*model, all_ops()));
  Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
  ASSERT_TRUE(interpreter.ok());
  for (int round = 0; round < 2; ++round) {
    std::vector<int8_t> stream(9, 5);  // the zero point
    std::vector<int8_t> shown(12);
    for (int8_t i = 1; i <= 2 * static_cast<int8_t>(kCycles); ++i) {
      const int8_t slot[] = {i, static_cast<int8_t>(-i), 7};
      stream.insert(stream.end(), slot, slot + 3);
      ASSERT_TRUE(interpreter->input(0).write(Span<const int8_t>(slot)).ok());
      const Fault fault = interpreter->invoke();
      if (i % kCycles != 0) {
        EXPECT_EQ(fault.error, Error::DataRefused);
        EXPECT_EQ(fault.check, check::NotYet);
        continue;
      }
      ASSERT_TRUE(fault.ok());
      ASSERT_TRUE(interpreter->output(0).read(Span<int8_t>(shown.data(), shown.size())).ok());
      EXPECT_EQ(shown, std::vector<int8_t>(stream.end() - 12, stream.end()));
    }
    interpreter->reset();
  }
  EXPECT_TRUE(arena.intact());
}

}  // namespace
}  // namespace mote
