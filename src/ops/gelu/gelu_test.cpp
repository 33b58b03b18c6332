// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Gelu, "gelu", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "exact_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 7};
     }},
    {"OutputOfOtherShape", "exact_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 2, 7};
     }},
    {"FloatOutputOfOtherShape", "approximate_f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"FloatTwoInputs", "approximate_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
};
MOTE_TEST_USUAL_REFUSALS(GeluUsualRefusal, "gelu", "exact_s8", 1, 1);
MOTE_TEST_REFUSALS(GeluRefusal, "gelu", kRefusals);

}  // namespace
}  // namespace mote
