// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Join, "join", 0);

const models::Refusal kRefusals[] = {
    {"SecondInputLeftOut", "s32", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"OtherZeroPoint", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 8; }},
    {"OtherOutputScale", "s16", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"AxisTooGreat", "s32", check::Axis, [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"AxisTooSmall", "s32", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[0].value = static_cast<uint32_t>(-3); }},
    {"Scalars", "s32", check::Axis,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape = {};
     }},
    {"Activation", "s32", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[1].value = 1; }},
    {"OtherExtentBesideTheAxis", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 2};
     }},
    {"OtherRank", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 2, 1};
     }},
    {"ExtentsDoNotAddUp", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 6};
     }},
    {"PackOtherType", "pack_f32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Int32; }},
    {"PackOtherScale", "pack_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"PackAxisTooGreat", "pack_f32", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = 3; }},
    {"PackAxisTooSmall", "pack_f32", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = static_cast<uint32_t>(-4); }},
    {"PackOtherCount", "pack_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {2, 2, 2};
     }},
    {"PackOtherRank", "pack_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 2, 1};
     }},
    {"PackOtherExtent", "pack_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 1};
     }},
};
MOTE_TEST_USUAL_REFUSALS(JoinUsualRefusal, "join", "s32", 1, 64);
MOTE_TEST_USUAL_REFUSALS(PackUsualRefusal, "join", "pack_f32", 1, 64);
MOTE_TEST_REFUSALS(JoinRefusal, "join", kRefusals);

}  // namespace
}  // namespace mote
