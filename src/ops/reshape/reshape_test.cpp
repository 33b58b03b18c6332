// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Reshape, "reshape", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(0); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"TwoOutputs", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OtherType", "s8", check::Type, [](ModelSpec& m) { m.tensors[2].type = TensorType::UInt8; }},
    {"Strings", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = m.tensors[2].type = TensorType::String; }},
    {"OtherElements", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {5, 5};
     }},
};
MOTE_TEST_REFUSALS(ReshapeRefusal, "reshape", kRefusals);

}  // namespace
}  // namespace mote
