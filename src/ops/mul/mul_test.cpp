// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Mul, "mul", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
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
    {"ShapesDoNotFit", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "s8", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"ActivationTanhS8", "s8", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhS16", "s16", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhS32", "s32_relu6", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhF32", "f32", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-13F; }},
    {"OutputScaleTooSmallOf16Bits", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-18F; }},
};
MOTE_TEST_USUAL_REFUSALS(MulUsualRefusal, "mul", "s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(MulOf16BitsUsualRefusal, "mul", "s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(MulOfFloatsUsualRefusal, "mul", "f32", 2, 2);
MOTE_TEST_REFUSALS(MulRefusal, "mul", kRefusals);

}  // namespace
}  // namespace mote
