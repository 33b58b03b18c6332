// SPDX-License-Identifier: Apache-2.0
#include "ops/logistic/logistic.h"

#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/logistic/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Logistic, "logistic", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "logistic_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 7};
     }},
    {"OutputOfOtherShape", "tanh_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 2, 7};
     }},
    {"OutputOfOtherShapeS16", "tanh_s16", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[0] = 9; }},
    {"FloatOutputOfOtherShape", "tanh_f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 9; }},
    {"InputScaleTooSmall", "logistic_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0.99F / (1 << 28); }},
    {"InputScaleFarTooSmall", "tanh_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e-30F; }},
    {"InputScaleTooGreatFor16Bits", "tanh_s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 5.34F; }},
    {"OutputScaleOfTanh", "logistic_s8", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0F / 128; }},
    {"OutputZeroPointOfTanh", "logistic_s8", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 0; }},
    {"OutputScaleOfLogistic", "tanh_s8", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.0F / 256; }},
    {"OutputScaleTooSmall", "logistic_s16", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.999F / 32768; }},
    {"OutputScaleTooGreat", "tanh_s16", check::OutputScale,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1.001F / 32768; }},
    {"InputZeroPoint", "logistic_s16", check::ZeroPoint,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 1; }},
    {"OutputZeroPoint", "tanh_s16", check::ZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -1; }},
};
MOTE_TEST_USUAL_REFUSALS(LogisticUsualRefusal, "logistic", "logistic_s8", 1, 1);
MOTE_TEST_USUAL_REFUSALS(TanhUsualRefusal, "logistic", "tanh_s16", 1, 1);
MOTE_TEST_REFUSALS(LogisticRefusal, "logistic", kRefusals);

TEST(SigmoidS16, IsSymmetricAndNeverFalls) {
  for (int32_t x = -200000; x < 200000; x += 7) {
    EXPECT_LE(logistic_s16(x), logistic_s16(x + 7)) << x;
    EXPECT_LE(tanh_s16(x), tanh_s16(x + 7)) << x;
    EXPECT_LE(std::abs(tanh_s16(x) + tanh_s16(-x)), 1) << x;
    EXPECT_LE(std::abs(logistic_s16(x) - 32768 / (1 + std::exp(-x / 12288.0))), 1.5) << x;
    EXPECT_LE(std::abs(tanh_s16(x) - 32768 * std::tanh(x / 12288.0)), 3) << x;
  }
}

}  // namespace
}  // namespace mote
