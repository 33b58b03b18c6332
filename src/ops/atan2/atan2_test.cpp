// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Atan2, "atan2", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "f32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {21}; }},
    {"Empty", "f32", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"ShapesDoNotFit", "f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(Atan2UsualRefusal, "atan2", "f32", 2, 2);
MOTE_TEST_REFUSALS(Atan2Refusal, "atan2", kRefusals);

}  // namespace
}  // namespace mote
