// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Elu, "elu", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 7};
     }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 2, 7};
     }},
    {"FloatOutputOfOtherShape", "f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"FloatTwoInputs", "f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
};
MOTE_TEST_USUAL_REFUSALS(EluUsualRefusal, "elu", "s8", 1, 1);
MOTE_TEST_REFUSALS(EluRefusal, "elu", kRefusals);

}  // namespace
}  // namespace mote
