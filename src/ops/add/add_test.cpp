// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Add, "add", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {6, 4};
     }},
    {"TooManyKindsOfAxes", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 3, 2};
     }},
    {"OutputGreaterThanBoth", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 3, 4};
     }},
    {"ActivationTanh", "s8", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhOf16Bits", "s16", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"OutputScaleTooSmallOf16Bits", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-9F; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-9F; }},
    {"OutputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e9F; }},
};
MOTE_TEST_USUAL_REFUSALS(AddUsualRefusal, "add", "s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(AddOf16BitsUsualRefusal, "add", "s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(AddOfFloatsUsualRefusal, "add", "f32", 2, 2);
MOTE_TEST_REFUSALS(AddRefusal, "add", kRefusals);

}  // namespace
}  // namespace mote
