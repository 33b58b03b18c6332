// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(AbsAndNeg, "abs_and_neg", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "abs_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 5};
     }},
    {"OutputOfOtherShape", "neg_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 2, 5};
     }},
    {"PlainOutputOfOtherShape", "neg_s32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
    {"PlainTwoInputs", "abs_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"OutputScaleTooSmall", "abs_s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e-9F; }},
};
MOTE_TEST_USUAL_REFUSALS(AbsUsualRefusal, "abs_and_neg", "abs_s8", 1, 1);
MOTE_TEST_USUAL_REFUSALS(NegUsualRefusal, "abs_and_neg", "neg_s16", 1, 1);
MOTE_TEST_REFUSALS(AbsAndNegRefusal, "abs_and_neg", kRefusals);

}  // namespace
}  // namespace mote
