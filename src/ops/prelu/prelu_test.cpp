// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Prelu, "prelu", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {6, 4};
     }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 2, 4};
     }},
    {"AlphaDoesNotFit", "s8_alpha_not_constant", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
    {"InputBroadcastToAlpha", "s8_alpha_not_constant", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[2].shape = {1, 1};
     }},
    {"Empty", "s8_alpha_not_constant", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[2].shape = {2, 0};
       m.tensors[1].shape = {0};
     }},
    {"FloatAlphaDoesNotFit", "f32_one_alpha", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[0] = 2; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-9F; }},
    {"AlphaScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e9F; }},
};
MOTE_TEST_USUAL_REFUSALS(PreluUsualRefusal, "prelu", "s8_alpha_not_constant", 2, 2);
MOTE_TEST_USUAL_REFUSALS(PreluUsualRefusalS16, "prelu", "s16", 2, 2);
MOTE_TEST_REFUSALS(PreluRefusal, "prelu", kRefusals);

}  // namespace
}  // namespace mote
