// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Select, "select", 0);

const models::Refusal kRefusals[] = {
    {"FirstOfOtherType", "v2_s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"SecondOfOtherType", "v2_s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfOtherType", "v2_s32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"FirstOfOtherScale", "v2_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"SecondOfOtherZeroPoint", "v2_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 8; }},
    {"ConditionDoesNotRepeat", "v2_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 4};
     }},
    {"FirstDoesNotRepeat", "v2_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 4};
     }},
    {"SecondDoesNotRepeat", "v2_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 5};
     }},
    {"OutputOfLowerRank", "v2_s32", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {10}; }},
    {"OutputGreaterThanAll", "v2_s32", check::Shape,
     [](ModelSpec& m) {
       for (const int i : {0, 1, 2}) m.tensors[i].shape = {1, 5};
     }},
    {"OutputOfMoreAxes", "v2_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {2, 2, 5};
     }},
    {"RowsOfOtherCount", "f32_rows", check::Shape, [](ModelSpec& m) { m.tensors[0].shape = {2}; }},
    {"V2HasNoRows", "f32_rows", check::Shape, [](ModelSpec& m) { m.operators[0].code = 123; }},
};
MOTE_TEST_USUAL_REFUSALS(SelectV2UsualRefusal, "select", "v2_s32", 3, 3);
MOTE_TEST_USUAL_REFUSALS(SelectUsualRefusal, "select", "s8", 3, 3);
MOTE_TEST_REFUSALS(SelectRefusal, "select", kRefusals);

}  // namespace
}  // namespace mote
