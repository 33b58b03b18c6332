// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Relu, "relu", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "relu_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 5};
     }},
    {"OutputOfOtherShape", "relu6_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {7, 3};
     }},
    {"FloatOutputOfOtherShape", "relu6_f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"FloatTwoInputs", "relu_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"OutputScaleTooSmall", "relu_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e-9F; }},
    {"OutputScaleTooSmallFor16Bits", "relu_s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 3e-8F; }},
};
MOTE_TEST_USUAL_REFUSALS(ReluUsualRefusal, "relu", "relu_s8", 1, 1);
MOTE_TEST_USUAL_REFUSALS(ReluUsualRefusalS16, "relu", "relu6_s16", 1, 1);
MOTE_TEST_REFUSALS(ReluRefusal, "relu", kRefusals);

}  // namespace
}  // namespace mote
