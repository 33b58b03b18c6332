// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::GoldenCase;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(SparseToDense, "sparse_to_dense", 0);

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
    {"ValuesOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"DefaultOfOtherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 0.2F; }},
    {"ShapeAtRunTime", "s8", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"ShapeTooShort", "s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 3});
     }},
    {"OtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 3, 3});
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 0, 2});
       m.tensors[4].shape[1] = 0;
     }},
    {"IndicesOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = TensorType::Float32; }},
    {"IndicesOfRank3", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 3, 1};
     }},
    {"PositionsTooShort", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {3, 2};
     }},
    {"ValuesOfRank2", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 1};
     }},
    {"TooFewValues", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {1}; }},
    {"TwoDefaults", "s8", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {2}; }},
};
MOTE_TEST_REFUSALS(SparseToDenseRefusal, "sparse_to_dense", kRefusals);

const models::RunFault kRunFaults[] = {
    {"PositionBeyondAnAxis", "s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({0, 3, 1, 1, 0, 0});
     }},
    {"PositionNegative", "s32_vector", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int32_t>({4, -1});
     }},
    {"PositionOf64Bits", "s64_indices_s64", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[0] = models::bytes_of<int64_t>({1, int64_t{1} << 32});
     }},
};
MOTE_TEST_RUN_FAULTS(SparseToDenseRunFault, "sparse_to_dense", kRunFaults);

}  // namespace
}  // namespace mote
