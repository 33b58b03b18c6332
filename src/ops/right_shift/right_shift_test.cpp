// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(RightShift, "right_shift", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s16", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"Empty", "s16", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"ShapesDoNotFit", "s16", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(RightShiftUsualRefusal, "right_shift", "s16", 2, 2);
MOTE_TEST_REFUSALS(RightShiftRefusal, "right_shift", kRefusals);

}  // namespace
}  // namespace mote
