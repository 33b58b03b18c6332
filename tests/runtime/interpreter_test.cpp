// SPDX-License-Identifier: Apache-2.0
// What a user meets: faults that name the place, views that check types and sizes, interpreters that
// live side by side.
#include <gtest/gtest.h>

#include <vector>

#include "models/memory.h"
#include "models/recorded.h"
#include "mote/ops.h"
#include "registry/all_ops.h"

namespace mote {
namespace {

using models::ExactCopy;
using models::GuardedArena;
using models::ModelSpec;

constexpr uint32_t kRoomyBytes = 1 << 16;

/// A model with memory for it.
struct Loaded {
  explicit Loaded(const ModelSpec& spec, OpList ops = all_ops())
      : file(models::build(spec)), model(Model::verify(file.span())), arena(kRoomyBytes),
        interpreter(Interpreter::create(*model, ops, arena.memory())) {}
  ExactCopy file;
  Result<Model> model;
  GuardedArena arena;
  Result<Interpreter> interpreter;
};

TEST(Interpreter, GivesTheSameForTheSameInputAndKeepsNothing) {
  const models::GoldenCase golden = models::golden_case("conv_2d", "s8_same");
  Loaded one(golden.spec());
  Loaded other(golden.spec());
  ASSERT_TRUE(one.interpreter.ok() && other.interpreter.ok());
  const models::Bytes input = golden.runs[0].inputs[0];
  for (int run = 0; run < 3; ++run) {
    for (Loaded* loaded : {&one, &other}) {
      ASSERT_TRUE(loaded->interpreter->input(0).write_bytes({input.data(), input.size()}).ok());
    }
    // Step by step beside all at once, taking turns.
    do {
      ASSERT_TRUE(one.interpreter->invoke_step().ok());
    } while (one.interpreter->next_step() != 0);
    ASSERT_TRUE(other.interpreter->invoke().ok());
    const Span<uint8_t> a = one.interpreter->output(0).raw();
    const Span<uint8_t> b = other.interpreter->output(0).raw();
    EXPECT_EQ(models::Bytes(a.begin(), a.end()), golden.runs[0].outputs[0]);
    EXPECT_EQ(models::Bytes(b.begin(), b.end()), golden.runs[0].outputs[0]);
  }
}

TEST(Interpreter, NamesTheOperatorThatIsNotOnTheList) {
  const OpDef* const without_softmax[] = {&ops::conv_2d_s8, &ops::reshape_any};
  ModelSpec spec = models::golden_case("softmax", "s8_ten_classes").spec();
  const Loaded loaded(spec, without_softmax);
  EXPECT_EQ(loaded.interpreter.fault().error, Error::OperatorMissing);
  EXPECT_EQ(loaded.interpreter.fault().op_index, 0);
  EXPECT_EQ(loaded.interpreter.fault().detail >> 16, 25U) << "the code of SOFTMAX";
}

TEST(Interpreter, NamesTheTypeThatIsNotOnTheList) {
  const OpDef* const floats_only[] = {&ops::softmax_f32};
  const Loaded loaded(models::golden_case("softmax", "s8_ten_classes").spec(), floats_only);
  EXPECT_EQ(loaded.interpreter.fault().error, Error::TypeMissing);
  EXPECT_EQ(loaded.interpreter.fault().detail, operator_detail(25, 0));
}

TEST(Interpreter, WithNoListHasNoOperators) {
  const Loaded loaded(models::network(), OpList());
  EXPECT_EQ(loaded.interpreter.fault().error, Error::OperatorMissing);
}

TEST(Interpreter, ThatWasNeverMadeAnswersEverythingWithAFault) {
  Result<Interpreter> none = Fault{Error::ArenaTooSmall, 0, kNoOperator, 1};
  EXPECT_EQ(none->invoke().error, Error::NotReady);
  EXPECT_EQ(none->invoke_step().error, Error::NotReady);
  EXPECT_EQ(none->input_count(), 0U);
  EXPECT_EQ(none->output_count(), 0U);
  EXPECT_FALSE(none->input(0).ok());
  EXPECT_EQ(none->output(0).argmax(), -1);
  EXPECT_EQ(none->tensor(0).elements(), 0U);
  const Result<Model> no_model = Fault{Error::ModelMalformed, 1, kNoOperator, 0};
  GuardedArena arena(kRoomyBytes);
  EXPECT_EQ(Interpreter::create(*no_model, all_ops(), arena.memory()).fault().error,
            Error::NotReady);
  EXPECT_EQ(Interpreter::needed_bytes(*no_model, all_ops(), arena.memory()).fault().error,
            Error::NotReady);
}

TEST(Interpreter, StartsAgainAfterTheLastStep) {
  Loaded loaded(models::network());
  ASSERT_TRUE(loaded.interpreter.ok());
  Interpreter& net = *loaded.interpreter;
  for (int run = 0; run < 2; ++run) {
    for (uint16_t step = 0; step < net.step_count(); ++step) {
      EXPECT_EQ(net.next_step(), step);
      ASSERT_TRUE(net.invoke_step().ok());
    }
    EXPECT_EQ(net.next_step(), 0);
  }
}

TEST(Tensor, ChecksIndexTypeAndSize) {
  Loaded loaded(models::golden_case("conv_2d", "s8_same").spec());
  ASSERT_TRUE(loaded.interpreter.ok());
  Interpreter& net = *loaded.interpreter;
  ASSERT_EQ(net.input_count(), 1U);
  EXPECT_EQ(net.input(1).fault(), (Fault{Error::NoSuchTensor, 0, kNoOperator, 1}));
  EXPECT_EQ(net.output(7).fault(), (Fault{Error::NoSuchTensor, 0, kNoOperator, 7}));

  const Tensor input = net.input(0);
  const std::vector<int8_t> right(input.elements(), 1);
  const std::vector<int8_t> small(input.elements() - 1, 1);
  const std::vector<float> floats(input.elements(), 1);
  EXPECT_TRUE(input.write(Span<const int8_t>(right.data(), right.size())).ok());
  EXPECT_EQ(input.write(Span<const int8_t>(small.data(), small.size())),
            (Fault{Error::WrongSize, 0, kNoOperator, input.bytes()}));
  EXPECT_EQ(input.write(Span<const float>(floats.data(), floats.size())),
            (Fault{Error::WrongType, 0, kNoOperator, static_cast<uint32_t>(TensorType::Int8)}));
  EXPECT_EQ(input.elements_as<float>().size(), 0U);
  EXPECT_EQ(input.elements_as<int8_t>().size(), input.elements());

  std::vector<int8_t> back(input.elements());
  EXPECT_TRUE(input.read(Span<int8_t>(back.data(), back.size())).ok());
  EXPECT_EQ(back, right);
  EXPECT_EQ(input.read(Span<int8_t>(back.data(), 1)).error, Error::WrongSize);
}

TEST(Tensor, SaysItsShapeAndQuantization) {
  Loaded loaded(models::golden_case("conv_2d", "s8_same").spec());
  ASSERT_TRUE(loaded.interpreter.ok());
  const Tensor input = loaded.interpreter->input(0);
  const models::GoldenTensor golden = models::golden_case("conv_2d", "s8_same").inputs[0];
  ASSERT_EQ(input.rank(), golden.shape.size());
  for (uint32_t axis = 0; axis < input.rank(); ++axis) {
    EXPECT_EQ(input.dim(axis), golden.shape[axis]);
  }
  EXPECT_EQ(input.dim(input.rank()), 0) << "beyond the last";
  EXPECT_EQ(input.quantization().scale, golden.scales[0]);
  EXPECT_EQ(input.quantization().zero_point, golden.zero_points[0]);
}

TEST(Tensor, FindsTheFirstGreatestElement) {
  int8_t bytes[] = {-3, 7, 7, -128};
  const int32_t shape[] = {4};
  const Span<const uint8_t> dims(reinterpret_cast<const uint8_t*>(shape), 4);
  EXPECT_EQ(Tensor(bytes, 4, TensorType::Int8, dims, {}).argmax(), 1);
  EXPECT_EQ(Tensor(bytes, 4, TensorType::UInt8, dims, {}).argmax(), 0) << "-3 is 253";
  float floats[] = {-2.0F, -1.0F, -3.0F, -1.0F};
  EXPECT_EQ(Tensor(floats, 16, TensorType::Float32, dims, {}).argmax(), 1);
  EXPECT_EQ(Tensor(floats, 16, TensorType::Int32, dims, {}).argmax(), -1) << "not for this type";
  EXPECT_EQ(Tensor(bytes, 0, TensorType::Int8, dims, {}).argmax(), -1) << "nothing in it";
}

}  // namespace
}  // namespace mote
