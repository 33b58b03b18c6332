// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

constexpr uint32_t kSumRange = 32;
constexpr uint32_t kTooManyFactors = 33;

MOTE_TEST_RECORDED(Reduce, "reduce", 0);

const models::Refusal kRefusals[] = {
    {"AxesMissing", "max_s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[1] = -1; }},
    {"Empty", "mean_s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[1] = m.tensors[2].shape[3] = 0; }},
    {"AxesOfFloats", "mean_s8", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"AxesAtRunTime", "mean_s8", check::NotConstant,
     [](ModelSpec& m) { models::make_input(m, 1); }},
    {"TooManyAxes", "mean_s8", check::Shape,
     [](ModelSpec& m) { models::set_indices(m.tensors[1], std::vector<int32_t>(17, 1)); }},
    {"AxisBeyondTheRank", "mean_s8", check::Axis,
     [](ModelSpec& m) {
       models::set_indices(m.tensors[1], {4, 1});
     }},
    {"AxisBeforeTheFirst", "mean_s8", check::Axis,
     [](ModelSpec& m) {
       models::set_indices(m.tensors[1], {1, -5});
     }},
    {"AxisOfAScalar", "mean_s8_scalar", check::Axis,
     [](ModelSpec& m) { models::set_indices(m.tensors[1], {1}); }},
    {"OutputOfOtherSize", "sum_s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {5}; }},
    {"OutputScaleTooSmall", "mean_s8", check::ScaleRange,
     [](ModelSpec& m) {
       m.tensors[0].scales[0] = 1e9F;
       m.tensors[2].scales[0] = 1e-9F;
     }},
    {"SumTooGreatForTheScale", "sum_s8", kSumRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-8F; }},
    {"TooManyElementsOf16Bits", "sum_s16", kSumRange,
     [](ModelSpec& m) {
       m.tensors[0].shape = {4, 65536};
       m.tensors[2].scales[0] = 1.0F;
     }},
    {"TooManyFactors", "prod_s8", kTooManyFactors,
     [](ModelSpec& m) { m.tensors[0].shape[1] = 65537; }},
    {"ProductScaleTooSmall", "prod_s8_one_factor", check::ScaleRange,
     [](ModelSpec& m) {
       m.tensors[0].scales[0] = 1e9F;
       m.tensors[2].scales[0] = 1e-9F;
     }},
    {"MaximumOfOtherScale", "max_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"MinimumOfOtherZeroPoint", "min_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 4; }},
};
MOTE_TEST_USUAL_REFUSALS(MeanUsualRefusal, "reduce", "mean_s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(SumS16UsualRefusal, "reduce", "sum_s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(ProdUsualRefusal, "reduce", "prod_s8", 2, 2);
MOTE_TEST_REFUSALS(ReduceRefusal, "reduce", kRefusals);

}  // namespace
}  // namespace mote
