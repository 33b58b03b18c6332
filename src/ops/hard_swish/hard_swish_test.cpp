// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(HardSwish, "hard_swish", 0);

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
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.05F / 128; }},
    {"InputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = m.tensors[1].scales[0] = 1000; }},
};
MOTE_TEST_USUAL_REFUSALS(HardSwishUsualRefusal, "hard_swish", "s8", 1, 1);
MOTE_TEST_REFUSALS(HardSwishRefusal, "hard_swish", kRefusals);

}  // namespace
}  // namespace mote
