// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;
using models::set_indices;

constexpr uint32_t kDelta = 32;

MOTE_TEST_RECORDED(Range, "range", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2); }},
    {"TooManyInputs", "s32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(4, -1); }},
    {"InputLeftOut", "s32", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OneMoreOutput", "s32", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"StartOfTwoElements", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[0], {3, 3});
     }},
    {"LimitAtRunTime", "s32", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"StepOfOtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"StepZero", "s32", kDelta, [](ModelSpec& m) { set_indices(m.tensors[2], {0}); }},
    {"StepAwayFromTheLimit", "s32", kDelta, [](ModelSpec& m) { set_indices(m.tensors[2], {-2}); }},
    {"StepUpFromAbove", "s32_down", kDelta, [](ModelSpec& m) { set_indices(m.tensors[2], {3}); }},
    {"FloatStepZero", "f32", kDelta,
     [](ModelSpec& m) { m.tensors[2].constant = models::bytes_of<float>({0.0F}); }},
    {"FloatStepNotANumber", "f32", kDelta,
     [](ModelSpec& m) { m.tensors[2].constant = models::bytes_of<float>({__builtin_nanf("")}); }},
    {"FloatStepAwayFromTheLimit", "f32_down", kDelta,
     [](ModelSpec& m) { m.tensors[2].constant = models::bytes_of<float>({0.5F}); }},
    {"FloatStepsWithoutEnd", "f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].constant = models::bytes_of<float>({__builtin_inff()}); }},
    {"OutputOfRank2", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[3].shape = {4, 1};
     }},
    {"OutputTooLong", "s32", check::Shape, [](ModelSpec& m) { m.tensors[3].shape = {5}; }},
    {"OutputOf64BitCount", "s64", check::Shape,
     [](ModelSpec& m) { m.tensors[1].constant = models::bytes_of<int64_t>({INT64_MAX}); }},
};
MOTE_TEST_REFUSALS(RangeRefusal, "range", kRefusals);

}  // namespace
}  // namespace mote
