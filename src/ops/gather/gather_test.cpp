// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Gather, "gather", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"IndicesMissing", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"TwoOutputs", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(3);
     }},
    {"OutputOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"HalfBytes", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = m.tensors[2].type = TensorType::Int4; }},
    {"IndicesOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"AxisBeyondTheRank", "s8", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[0].value = 3; }},
    {"BatchesBeyondTheIndices", "s8_batches", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = 3; }},
    {"BatchesBeforeTheIndices", "s8_batches", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0x80000000; }},
    {"BatchesBeyondTheAxis", "s8_batches", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"OtherBatches", "s8_batches", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 1};
     }},
    {"OutputOfOtherRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 8};
     }},
    {"OutputOfRankNine", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 1, 1, 1, 1, 1, 1, 1};
       m.tensors[2].shape = {3, 4, 1, 1, 1, 1, 1, 2};
     }},
    {"OutputOfOtherExtent", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 2, 4};
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[2].shape[0] = 0; }},
    {"ConstantIndexOutside", "s8_constant_indices", check::Bounds,
     [](ModelSpec& m) {
       models::set_indices(m.tensors[1], {0, 4});
     }},
};
MOTE_TEST_REFUSALS(GatherRefusal, "gather", kRefusals);

using models::GoldenCase;

template <class T>
void set_input(GoldenCase& c, size_t input, const std::vector<T>& values) {
  c.runs[0].inputs[input] = models::bytes_of(values);
}

const models::RunFault kRunFaults[] = {
    {"IndexBeyondTheEnd", "s8", check::DataIndex,
     [](GoldenCase& c) {
       set_input<int32_t>(c, 1, {0, 1, 5, 0});
     }},
    {"IndexNegative", "s8", check::DataIndex,
     [](GoldenCase& c) {
       set_input<int32_t>(c, 1, {-1, 1, 0, 0});
     }},
    {"IndexOf64Bits", "s8_indices_s64", check::DataIndex,
     [](GoldenCase& c) {
       set_input<int64_t>(c, 1, {1, int64_t{1} << 32});
     }},
    {"IndexOf16Bits", "s8_indices_s16", check::DataIndex,
     [](GoldenCase& c) {
       set_input<int16_t>(c, 1, {1, -32768});
     }},
};
MOTE_TEST_RUN_FAULTS(GatherRunFault, "gather", kRunFaults);

}  // namespace
}  // namespace mote
