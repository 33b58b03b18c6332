// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

constexpr uint32_t kLineTooLong = 32;

MOTE_TEST_RECORDED(Cumsum, "cumsum", 0);

const models::Refusal kRefusals[] = {
    {"AxisMissing", "f32", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"OutputOfOtherRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 12};
     }},
    {"OutputOfOtherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 3, 4};
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[1] = m.tensors[2].shape[1] = 0; }},
    {"AxisOfFloats", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"AxisAtRunTime", "s8", check::NotConstant, [](ModelSpec& m) { models::make_input(m, 1); }},
    {"AxisBeyondTheRank", "s8", check::Axis,
     [](ModelSpec& m) { models::set_indices(m.tensors[1], {-4}); }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-9F; }},
    {"OutputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e9F; }},
    {"LineOf9Million", "s8", kLineTooLong,
     [](ModelSpec& m) { m.tensors[0].shape[1] = m.tensors[2].shape[1] = 9'000'000; }},
};
MOTE_TEST_USUAL_REFUSALS(CumsumUsualRefusal, "cumsum", "s8", 2, 2);
MOTE_TEST_REFUSALS(CumsumRefusal, "cumsum", kRefusals);

}  // namespace
}  // namespace mote
