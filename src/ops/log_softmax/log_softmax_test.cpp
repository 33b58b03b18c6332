// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/log_softmax/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(LogSoftmax, "log_softmax", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {20}; }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {10, 2};
     }},
    {"Scalar", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.clear();
       m.tensors[1].shape.clear();
     }},
    {"EmptyRows", "s8", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {0, 3};
     }},
    {"FloatEmptyRows", "f32", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {3, 0};
     }},
    {"FloatOutputOfOtherShape", "f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {10, 2};
     }},
    {"OutputOfAnotherScale", "s8", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0F / 15; }},
    {"OutputOfAnotherZeroPoint", "s8", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 0; }},
    {"InputScaleTooSmall", "s8", check::InputScale,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1.0F / (1 << 26); }},
    {"TooManyClasses", "s8", check::Depth,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 4096};
     }},
};
MOTE_TEST_USUAL_REFUSALS(LogSoftmaxUsualRefusal, "log_softmax", "s8", 1, 1);
MOTE_TEST_REFUSALS(LogSoftmaxRefusal, "log_softmax", kRefusals);

}  // namespace
}  // namespace mote
