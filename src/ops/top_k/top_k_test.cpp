// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(TopK, "top_k", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"ThreeOutputs", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OneOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.operators[0].outputs.resize(1);
       m.outputs.resize(1);
     }},
    {"IndicesOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"InputScalar", "s8", check::Rank, [](ModelSpec& m) { m.tensors[0].shape.clear(); }},
    {"InputEmpty", "s8", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[0] = 0; }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"CountOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"CountAtRunTime", "s8", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"TwoCounts", "s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 2});
     }},
    {"CountNegative", "s8", check::Bounds, [](ModelSpec& m) { set_indices(m.tensors[1], {-1}); }},
    {"CountBeyondTheLine", "s8", check::Bounds,
     [](ModelSpec& m) { set_indices(m.tensors[1], {7}); }},
    {"LineTooLongForTheIndices", "s16_indices_s16", check::Bounds,
     [](ModelSpec& m) { m.tensors[0].shape[1] = 32768; }},
    {"OtherCount", "s8", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {3}); }},
    {"IndicesOfOtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[3].shape = {8}; }},
};
MOTE_TEST_REFUSALS(TopKRefusal, "top_k", kRefusals);

}  // namespace
}  // namespace mote
