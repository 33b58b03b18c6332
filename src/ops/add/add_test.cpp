// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Add, "add", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(1); }},
    {"TooManyInputs", "s8", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(3, -1); }},
    {"TwoOutputs", "s8", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {6, 4};
     }},
    {"TooManyKindsOfAxes", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 3, 2};
     }},
    {"OutputGreaterThanBoth", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = m.tensors[1].shape = {1, 3, 4};
     }},
    {"ActivationTanh", "s8", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"FirstScalePerChannel", "s8", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[0].scales.assign(4, 0.1F);
       m.tensors[0].zero_points.assign(4, 0);
       m.tensors[0].quantized_dimension = 2;
     }},
    {"SecondScalePerChannel", "s8", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(4, 0.1F);
       m.tensors[1].zero_points.assign(4, 0);
       m.tensors[1].quantized_dimension = 2;
     }},
    {"OutputScalePerChannel", "s8", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[2].scales.assign(4, 0.1F);
       m.tensors[2].zero_points.assign(4, 0);
       m.tensors[2].quantized_dimension = 2;
     }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-9F; }},
    {"OutputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e9F; }},
    {"FirstWithoutScale", "s8", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[0].scales.clear(); }},
    {"FirstScaleZero", "s8", check::ScaleValue, [](ModelSpec& m) { m.tensors[0].scales[0] = 0; }},
    {"FirstScaleNegative", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = -0.5F; }},
    {"FirstScaleInfinite", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_inff(); }},
    {"FirstScaleNotANumber", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_nanf(""); }},
    {"FirstZeroPoint128", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 128; }},
    {"FirstZeroPointMinus129", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = -129; }},
    {"FirstZeroPointOf64Bits", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = int64_t{1} << 32; }},
    {"SecondWithoutScale", "s8", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"SecondScaleZero", "s8", check::ScaleValue, [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"SecondScaleNegative", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = -0.5F; }},
    {"SecondScaleInfinite", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_inff(); }},
    {"SecondScaleNotANumber", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_nanf(""); }},
    {"SecondZeroPoint128", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"SecondZeroPointMinus129", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -129; }},
    {"SecondZeroPointOf64Bits", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = int64_t{1} << 32; }},
    {"OutputWithoutScale", "s8", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[2].scales.clear(); }},
    {"OutputScaleZero", "s8", check::ScaleValue, [](ModelSpec& m) { m.tensors[2].scales[0] = 0; }},
    {"OutputScaleNegative", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[2].scales[0] = -0.5F; }},
    {"OutputScaleInfinite", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[2].scales[0] = __builtin_inff(); }},
    {"OutputScaleNotANumber", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[2].scales[0] = __builtin_nanf(""); }},
    {"OutputZeroPoint128", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = 128; }},
    {"OutputZeroPointMinus129", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = -129; }},
    {"OutputZeroPointOf64Bits", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[2].zero_points[0] = int64_t{1} << 32; }},
};
MOTE_TEST_REFUSALS(AddRefusal, "add", kRefusals);

}  // namespace
}  // namespace mote
