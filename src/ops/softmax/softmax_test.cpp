// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/softmax/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Softmax, "softmax", 1);

const models::Refusal kRefusals[] = {
    {"OtherElements", "s8_ten_classes", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"Scalar", "s8_ten_classes", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.clear();
       m.tensors[1].shape.clear();
     }},
    {"EmptyRows", "s8_ten_classes", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {0, 3};
     }},
    {"OutputOfAnotherScale", "s8_ten_classes", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0F / 255; }},
    {"OutputOfAnotherZeroPoint", "s8_ten_classes", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 0; }},
    {"BetaZero", "s8_ten_classes", check::Beta,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"BetaNotANumber", "s8_ten_classes", check::Beta,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0x7FC00000; }},
    {"FloatBetaNegative", "f32_ten_classes", check::Beta,
     [](ModelSpec& m) { m.operators[0].options[0].value = models::float_bits(-1.0F); }},
    {"InputScaleTooSmall", "s8_ten_classes", check::InputScale,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e-9F; }},
    {"TooManyClasses", "s8_ten_classes", check::Depth,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 4096};
     }},
    {"S8S16Depth", "s8_s16", check::Depth,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 4096};
     }},
    {"S8S16InputScaleTooSmall", "s8_s16", check::InputScale,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e-9F; }},
    {"S8S16OutputScaleTooGreat", "s8_s16", check::OutputScaleS16,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0011F / 65536; }},
    {"S8S16OutputScaleTooSmall", "s8_s16", check::OutputScaleS16,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.9989F / 65536; }},
    {"S8S16OutputZeroPoint", "s8_s16", check::OutputScaleS16,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 0; }},
    {"S8S16Beta", "s8_s16", check::Beta, [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"S16OutputScale", "s16", check::OutputScaleS16,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0F / 65536; }},
    {"S16OutputZeroPoint", "s16", check::OutputScaleS16,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -32768; }},
    {"S16InputZeroPoint", "s16", check::ZeroPoint,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 1; }},
    {"S16Beta", "s16", check::Beta,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0x7F800000; }},
    {"S16TooManyClasses", "s16", check::DepthS16,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 65536};
     }},
    {"S16InputScaleTooGreat", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 6; }},
};
/// Beyond 511 equal elements each is less than a half of the output's step, 1/256.
TEST(Softmax, ManyEqualElementsShareNothing) {
  for (const int32_t depth : {255, 511, 512, 513, 1025, 4095}) {
    models::ModelSpec spec = models::golden_case("softmax", "s8_ten_classes").spec();
    spec.tensors[0].shape = spec.tensors[1].shape = {1, depth};
    const models::ExactCopy file(models::build(spec));
    const Result<Model> model = Model::verify(file.span());
    models::GuardedArena arena(1 << 15);
    Result<Interpreter> made = Interpreter::create(*model, all_ops(), arena.memory());
    ASSERT_TRUE(made.ok());
    for (int8_t& x : made->input(0).elements_as<int8_t>()) x = 17;
    ASSERT_TRUE(made->invoke().ok());
    const int8_t expected = depth < 512 ? -127 : -128;  // 256 / depth, rounded
    for (const int8_t y : made->output(0).elements_as<int8_t>()) ASSERT_EQ(y, expected) << depth;
  }
}

MOTE_TEST_USUAL_REFUSALS(SoftmaxUsualRefusal, "softmax", "s8_ten_classes", 1, 1);
MOTE_TEST_USUAL_REFUSALS(SoftmaxS8S16UsualRefusal, "softmax", "s8_s16", 1, 1);
MOTE_TEST_USUAL_REFUSALS(SoftmaxS16UsualRefusal, "softmax", "s16", 1, 1);
MOTE_TEST_REFUSALS(SoftmaxRefusal, "softmax", kRefusals);

}  // namespace
}  // namespace mote
