// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(OneHot, "one_hot", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(5, -1); }},
    {"InputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"IndicesOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = TensorType::Float32; }},
    {"OnOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"OffOfOtherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 0.2F; }},
    {"OffOfTwoElements", "s8", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {2}; }},
    {"DepthOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"DepthOfTwoElements", "s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {4, 4});
     }},
    {"DepthAtRunTime", "s8", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"AxisBeyondTheRank", "s8", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[0].value = 3; }},
    {"OtherDepth", "s8", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {5}); }},
    {"DepthNegative", "s8", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {-1}); }},
    {"OutputOfOtherRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 12};
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {0});
       m.tensors[4].shape[1] = 0;
     }},
};
MOTE_TEST_REFUSALS(OneHotRefusal, "one_hot", kRefusals);

}  // namespace
}  // namespace mote
