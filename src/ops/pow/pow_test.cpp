// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Pow, "pow", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"Empty", "s32", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"ShapesDoNotFit", "s32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(PowUsualRefusal, "pow", "s32", 2, 2);
MOTE_TEST_REFUSALS(PowRefusal, "pow", kRefusals);

const models::RunFault kFaults[] = {
    {"NegativePower", "s32", 32, [](models::GoldenCase& c) { c.runs[0].inputs[1][3] = 0x80; }},
};
MOTE_TEST_RUN_FAULTS(PowFault, "pow", kFaults);

}  // namespace
}  // namespace mote
