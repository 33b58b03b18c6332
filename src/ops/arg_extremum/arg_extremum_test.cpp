// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(ArgExtremum, "arg_extremum", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "max_s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"AxisMissing", "max_s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"TwoOutputs", "max_s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(3);
     }},
    {"OutputOfFloats", "max_s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"AxisOfFloats", "max_s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"Empty", "max_s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[2].shape[0] = 0; }},
    {"TwoAxes", "max_s8", check::Shape,
     [](ModelSpec& m) {
       models::set_indices(m.tensors[1], {0, 1});
     }},
    {"AxisAtRunTime", "max_s8", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"AxisBeyondTheRank", "max_s8", check::Axis,
     [](ModelSpec& m) { models::set_indices(m.tensors[1], {3}); }},
    {"OutputKeepsTheAxis", "max_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 1, 3};
     }},
    {"OutputOfOtherExtent", "max_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 2};
     }},
};
MOTE_TEST_REFUSALS(ArgExtremumRefusal, "arg_extremum", kRefusals);

}  // namespace
}  // namespace mote
