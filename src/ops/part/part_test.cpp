// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Part, "part", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "s32", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"NoOutput", "s32", check::OutputCount,
     [](ModelSpec& m) {
       m.operators[0].outputs.clear();
       m.outputs = m.inputs;
     }},
    {"TooManyOutputs", "s32", check::OutputCount,
     [](ModelSpec& m) {
       for (int i = 0; i < 62; ++i) {
         m.tensors.push_back(m.tensors.back());
         m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
       };
     }},
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[3].scales[0] = 0.2F; }},
    {"OtherZeroPoint", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 8; }},
    {"AxisOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = TensorType::Float32; }},
    {"AxisNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 0); }},
    {"TwoAxes", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[0], {0, 1});
     }},
    {"AxisTooGreat", "s32", check::Axis, [](ModelSpec& m) { set_indices(m.tensors[0], {2}); }},
    {"AxisTooSmall", "s32", check::Axis, [](ModelSpec& m) { set_indices(m.tensors[0], {-3}); }},
    {"PartsDiffer", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 1};
       m.tensors[3].shape = {2, 3};
     }},
    {"PartsDoNotAddUp", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 7};
     }},
    {"OtherExtentBesideTheAxis", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {1, 2};
     }},
    {"OtherRank", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 2, 1};
     }},
    {"VTooFewInputs", "v_s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2); }},
    {"VOtherType", "v_s32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"VSizesOfFloats", "v_s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"VSizesNotConstant", "v_s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"VAxisOfFloats", "v_s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"VAxisNotConstant", "v_s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 2); }},
    {"VAxisTooGreat", "v_s32", check::Axis, [](ModelSpec& m) { set_indices(m.tensors[2], {2}); }},
    {"VSizesTooFew", "v_s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 5});
     }},
    {"VSizesDiffer", "v_s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 1, 3});
     }},
    {"VSizeNegative", "v_s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 2, -2});
     }},
    {"VSizesDoNotAddUp", "v_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 7};
     }},
    {"UnpackTooManyInputs", "unpack_s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"UnpackOtherType", "unpack_s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"UnpackAxisTooGreat", "unpack_s32", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = 2; }},
    {"UnpackAxisTooSmall", "unpack_s32", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = static_cast<uint32_t>(-3); }},
    {"UnpackScalar", "unpack_s32", check::Axis,
     [](ModelSpec& m) {
       m.tensors[0].shape = {};
       m.operators[0].options[1].value = 0;
     }},
    {"UnpackOtherCount", "unpack_s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 4};
     }},
    {"UnpackOtherRank", "unpack_s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 1};
     }},
    {"UnpackOtherExtent", "unpack_s32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {3}; }},
};
MOTE_TEST_REFUSALS(PartRefusal, "part", kRefusals);

}  // namespace
}  // namespace mote
