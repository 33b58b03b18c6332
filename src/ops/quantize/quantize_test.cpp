// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Quantize, "quantize", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8_s8_coarser", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(0); }},
    {"TooManyInputs", "s8_s8_coarser", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"TwoOutputs", "s8_s8_coarser", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OtherElements", "s8_s8_coarser", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 15; }},
    {"InputScalePerChannel", "s8_s8_coarser", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[0].scales.assign(16, 0.1F);
       m.tensors[0].zero_points.assign(16, 0);
       m.tensors[0].quantized_dimension = 1;
     }},
    {"OutputScalePerChannel", "s8_s8_coarser", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(16, 0.1F);
       m.tensors[1].zero_points.assign(16, 0);
       m.tensors[1].quantized_dimension = 1;
     }},
    {"ScalesTooFarApart", "s8_s8_coarser", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e9F; }},
    {"ScalesTooFarApartForInt16", "s16_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0.07F * 32768; }},
    {"ScalesTooFarApartForInt32", "s32_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e10F; }},
    {"OtherElementsInt16", "s16_s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 7; }},
    {"OtherElementsFloatInt16", "f32_s16", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"FloatWithoutOutputScale", "f32_s8", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"InputWithoutScale", "s8_s8_coarser", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[0].scales.clear(); }},
    {"InputScaleZero", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0; }},
    {"InputScaleNegative", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = -0.5F; }},
    {"InputScaleInfinite", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_inff(); }},
    {"InputScaleNotANumber", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_nanf(""); }},
    {"InputZeroPoint128", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 128; }},
    {"InputZeroPointMinus129", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = -129; }},
    {"InputZeroPointOf64Bits", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = int64_t{1} << 32; }},
    {"OutputWithoutScale", "s8_s8_coarser", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"OutputScaleZero", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"OutputScaleNegative", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = -0.5F; }},
    {"OutputScaleInfinite", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_inff(); }},
    {"OutputScaleNotANumber", "s8_s8_coarser", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_nanf(""); }},
    {"OutputZeroPoint128", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"OutputZeroPointMinus129", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -129; }},
    {"OutputZeroPointOf64Bits", "s8_s8_coarser", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = int64_t{1} << 32; }},
};
MOTE_TEST_USUAL_REFUSALS(QuantizeUsualRefusalS16, "quantize", "s8_s16", 1, 1);
MOTE_TEST_USUAL_REFUSALS(QuantizeUsualRefusalF32S16, "quantize", "f32_s16", 1, 1);
MOTE_TEST_REFUSALS(QuantizeRefusal, "quantize", kRefusals);

}  // namespace
}  // namespace mote
