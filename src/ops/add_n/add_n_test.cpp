// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(AddN, "add_n", 0);

const models::Refusal kRefusals[] = {
    {"ThirdInputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[2] = -1; }},
    {"ThirdInputOfOtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {21}; }},
    {"ThirdInputOfOtherShape", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[1] = 6; }},
    {"ThirdInputOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::UInt8; }},
    {"ThirdInputOfOtherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.5F; }},
    {"ThirdInputOfOtherZeroPoint", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 100; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 1e-9F; }},
    {"OutputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 1e9F; }},
    {"TooManyTerms", "s8", 32, [](ModelSpec& m) { m.operators[0].inputs.resize(16, 0); }},
    {"FloatOfOtherShape", "f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
};
MOTE_TEST_USUAL_REFUSALS(AddNUsualRefusal, "add_n", "s8", 2, 127);
MOTE_TEST_USUAL_REFUSALS(AddNUsualRefusalF32, "add_n", "f32", 2, 127);
MOTE_TEST_REFUSALS(AddNRefusal, "add_n", kRefusals);

}  // namespace
}  // namespace mote
