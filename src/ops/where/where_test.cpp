// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Where, "where", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "b", check::InputCount, [](ModelSpec& m) { m.operators[0].inputs.resize(0); }},
    {"TooManyInputs", "b", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"InputLeftOut", "b", check::InputMissing, [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }},
    {"OneMoreOutput", "b", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"InputOf16BitFloats", "s16", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = TensorType::Float16; }},
    {"InputScalar", "b", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.clear();
       m.tensors[0].constant = {1};
     }},
    {"InputAtRunTime", "b", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 0); }},
    {"OutputTooLong", "b", check::Shape, [](ModelSpec& m) { ++m.tensors[1].shape[0]; }},
    {"OutputOfOtherRank", "b", check::Rank, [](ModelSpec& m) { m.tensors[1].shape.push_back(1); }},
    {"OutputTooNarrow", "b", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 2; }},
};
MOTE_TEST_REFUSALS(WhereRefusal, "where", kRefusals);

}  // namespace
}  // namespace mote
