// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Dequantize, "dequantize", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(0); }},
    {"TooManyInputs", "s8_f32", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"TwoOutputs", "s8_f32", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"OtherElements", "s8_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"InputScalePerChannel", "s8_f32", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[0].scales.assign(7, 0.1F);
       m.tensors[0].zero_points.assign(7, 0);
       m.tensors[0].quantized_dimension = 1;
     }},
    {"OtherElementsHalf", "f16_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
    {"OtherElementsInt4", "s4_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
    {"InputWithoutScale", "s8_f32", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[0].scales.clear(); }},
    {"InputScaleZero", "s8_f32", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0; }},
    {"InputScaleNegative", "s8_f32", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = -0.5F; }},
    {"InputScaleInfinite", "s8_f32", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_inff(); }},
    {"InputScaleNotANumber", "s8_f32", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_nanf(""); }},
    {"InputZeroPoint128", "s8_f32", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 128; }},
    {"InputZeroPointMinus129", "s8_f32", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = -129; }},
    {"InputZeroPointOf64Bits", "s8_f32", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = int64_t{1} << 32; }},
};
MOTE_TEST_USUAL_REFUSALS(DequantizeUsualRefusalS16, "dequantize", "s16_f32", 1, 1);
MOTE_TEST_REFUSALS(DequantizeRefusal, "dequantize", kRefusals);

}  // namespace
}  // namespace mote
