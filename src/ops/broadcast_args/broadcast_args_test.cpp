// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::GoldenCase;
using models::ModelSpec;

constexpr uint32_t kShapesInData = 32;

MOTE_TEST_RECORDED(BroadcastArgs, "broadcast_args", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s32_same_rank", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s32_same_rank", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"InputLeftOut", "s32_same_rank", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s32_same_rank", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"FirstOfRank2", "s32_same_rank", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {4, 1};
     }},
    {"SecondScalar", "s32_same_rank", check::Rank,
     [](ModelSpec& m) { m.tensors[1].shape.clear(); }},
    {"OutputOfRank2", "s32_same_rank", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {4, 1};
     }},
    {"OutputTooShort", "s32_same_rank", check::Shape,
     [](ModelSpec& m) { m.tensors[2].shape = {3}; }},
};
MOTE_TEST_REFUSALS(BroadcastArgsRefusal, "broadcast_args", kRefusals);

const models::RunFault kRunFaults[] = {
    {"DimensionsDiffer", "s32_same_rank", kShapesInData,
     [](GoldenCase& c) {
       c.runs[0].inputs[1] = models::bytes_of<int32_t>({5, 2, 1, 1});
     }},
};
MOTE_TEST_RUN_FAULTS(BroadcastArgsRunFault, "broadcast_args", kRunFaults);

}  // namespace
}  // namespace mote
