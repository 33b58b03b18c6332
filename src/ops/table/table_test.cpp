// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Table, "table", 0);

const models::Refusal kRefusals[] = {
    {"OtherName", "s8", check::CustomName, models::take_name_alike},
    {"NoTable", "s8", check::InputMissing, [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneInput", "s8", check::InputCount, [](ModelSpec& m) { m.operators[0].inputs.pop_back(); }},
    {"ThreeInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.push_back(0); }},
    {"NoOutput", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.operators[0].outputs.clear();
       m.outputs = {0};
     }},
    {"WideInput", "s8", check::Type, [](ModelSpec& m) { m.tensors[0].type = TensorType::Int16; }},
    {"WideOutput", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"WideTable", "s8", check::Type,
     [](ModelSpec& m) {
       m.tensors[1].type = TensorType::Int16;
       m.tensors[1].shape = {128};
     }},
    {"ShortTable", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {255};
       m.tensors[1].constant.pop_back();
     }},
    {"OtherElements", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[0] = 1; }},
};
MOTE_TEST_REFUSALS(TableRefusal, "table", kRefusals);

}  // namespace
}  // namespace mote
