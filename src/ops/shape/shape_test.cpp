// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Shape, "shape", 0);

const models::Refusal kRefusals[] = {
    {"NoInput", "s8", check::InputCount, [](ModelSpec& m) { m.operators[0].inputs.clear(); }},
    {"InputMissing", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }},
    {"TwoOutputs", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(2);
     }},
    {"OutputOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"OutputTooLong", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {5}; }},
    {"RankWithoutInput", "rank_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.clear(); }},
    {"RankOfTwoElements", "rank_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {2}; }},
};
MOTE_TEST_REFUSALS(ShapeRefusal, "shape", kRefusals);

}  // namespace
}  // namespace mote
