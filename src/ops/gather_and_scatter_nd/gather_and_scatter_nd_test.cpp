// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::GoldenCase;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(GatherAndScatterNd, "gather_and_scatter_nd", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "gather_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "gather_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "gather_s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "gather_s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"GatherOutputOfOtherType", "gather_s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"GatherOtherScale", "gather_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"GatherIndicesOfFloats", "gather_s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"GatherIndicesScalar", "gather_s8", check::Rank,
     [](ModelSpec& m) { m.tensors[1].shape.clear(); }},
    {"GatherNoIndices", "gather_s8", check::Empty, [](ModelSpec& m) { m.tensors[1].shape[0] = 0; }},
    {"GatherFromNothing", "gather_s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[0] = 0; }},
    {"GatherPositionTooLong", "gather_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 4};
     }},
    {"GatherOutputOfOtherRank", "gather_s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape = {4}; }},
    {"GatherOutputOfOtherShape", "gather_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {4, 1};
     }},
    {"GatherConstantOutside", "gather_s8_constant_indices", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 0, 1, 4});
     }},
    {"ScatterTooFewInputs", "scatter_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2); }},
    {"ScatterOtherScale", "scatter_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 0.2F; }},
    {"ScatterShapeAtRunTime", "scatter_s8", check::NotConstant,
     [](ModelSpec& m) { models::make_input(m, 2); }},
    {"ScatterShapeOfFloats", "scatter_s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"ScatterShapeTooLong", "scatter_s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {4, 3, 1});
     }},
    {"ScatterOtherShape", "scatter_s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {4, 4});
     }},
    {"ScatterUpdatesOfOtherShape", "scatter_s8_rows", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 2};
     }},
    {"ScatterIntoNothing", "scatter_s8", check::Empty,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {0, 3});
       m.tensors[3].shape[0] = 0;
     }},
};
MOTE_TEST_REFUSALS(GatherAndScatterNdRefusal, "gather_and_scatter_nd", kRefusals);

const models::RunFault kRunFaults[] = {
    {"GatherBeyondTheEnd", "gather_s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({2, 3, 3, 0});
     }},
    {"GatherBeyondAnAxisButNotTheEnd", "gather_s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({2, 3, 0, 4});
     }},
    {"GatherNegative", "gather_s8_one", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({1, -1});
     }},
    {"ScatterBeyondTheEnd", "scatter_s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({1, 2, 4, 0});
     }},
    {"ScatterNegative", "scatter_f32_repeated", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({1, -1, 0});
     }},
};
MOTE_TEST_RUN_FAULTS(GatherAndScatterNdRunFault, "gather_and_scatter_nd", kRunFaults);

}  // namespace
}  // namespace mote
