// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(DynamicUpdateSlice, "dynamic_update_slice", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(4, -1); }},
    {"InputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OutputOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Bool; }},
    {"UpdateOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Bool; }},
    {"UpdateOfOtherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"OutputOfOtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[3].shape = {20}; }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {5, 4};
     }},
    {"UpdateOfOtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {6}; }},
    {"UpdateTooGreat", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {5, 3};
     }},
    {"UpdateEmpty", "s8", check::Empty,
     [](ModelSpec& m) {
       m.tensors[1].shape = {0, 3};
     }},
    {"StartOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"StartTooLong", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {3}; }},
    {"TooManyAxes", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[3].shape = {3, 3, 3, 3, 3, 3, 3, 3};
       m.tensors[1].shape = {2, 2, 2, 2, 2, 2, 2, 2};
       m.tensors[2].shape = {8};
     }},
};
MOTE_TEST_REFUSALS(DynamicUpdateSliceRefusal, "dynamic_update_slice", kRefusals);

}  // namespace
}  // namespace mote
