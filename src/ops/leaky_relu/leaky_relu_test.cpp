// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/leaky_relu/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(LeakyRelu, "leaky_relu", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 7};
     }},
    {"OutputOfOtherShape", "s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {7, 3};
     }},
    {"FloatOutputOfOtherShape", "f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e-9F; }},
    {"AlphaTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.operators[0].options[0].value = models::float_bits(1e9F); }},
    {"AlphaFarTooGreat", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.operators[0].options[0].value = models::float_bits(-3e38F); }},
    {"AlphaInfinite", "s8", check::Alpha,
     [](ModelSpec& m) { m.operators[0].options[0].value = models::float_bits(__builtin_inff()); }},
    {"AlphaNotANumber", "s16", check::Alpha,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0xFFC00000; }},
    {"FloatAlphaNotANumber", "f32", check::Alpha,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0x7FC00000; }},
};
MOTE_TEST_USUAL_REFUSALS(LeakyReluUsualRefusal, "leaky_relu", "s8", 1, 1);
MOTE_TEST_USUAL_REFUSALS(LeakyReluUsualRefusalS16, "leaky_relu", "s16", 1, 1);
MOTE_TEST_REFUSALS(LeakyReluRefusal, "leaky_relu", kRefusals);

}  // namespace
}  // namespace mote
