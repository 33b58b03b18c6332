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
};
MOTE_TEST_USUAL_REFUSALS(SoftmaxUsualRefusal, "softmax", "s8_ten_classes", 1, 1);
MOTE_TEST_REFUSALS(SoftmaxRefusal, "softmax", kRefusals);

}  // namespace
}  // namespace mote
