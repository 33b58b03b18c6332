// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::GoldenCase;
using models::ModelSpec;

MOTE_TEST_RECORDED(ReverseSequence, "reverse_sequence", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OutputOfOtherType", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Bool; }},
    {"OutputOfOtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {10}; }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {5, 2};
     }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"SameAxisTwice", "s8", check::Axis, [](ModelSpec& m) { m.operators[0].options[1].value = 1; }},
    {"AxisBeyondTheRank", "s8", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"AxisNegative", "s8", check::Axis,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0xFFFFFFFF; }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[1] = m.tensors[2].shape[1] = 0; }},
    {"LengthsOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"LengthsOfRank2", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 1};
     }},
    {"TooManyLengths", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {3}; }},
};
MOTE_TEST_REFUSALS(ReverseSequenceRefusal, "reverse_sequence", kRefusals);

const models::RunFault kRunFaults[] = {
    {"LengthBeyondTheEnd", "s8", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({4, 6});
     }},
    {"LengthNegative", "f32_batch_last", check::DataIndex,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({1, 2, -1});
     }},
};
MOTE_TEST_RUN_FAULTS(ReverseSequenceRunFault, "reverse_sequence", kRunFaults);

}  // namespace
}  // namespace mote
