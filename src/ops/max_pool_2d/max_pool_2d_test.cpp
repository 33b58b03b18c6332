// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(MaxPool2d, "max_pool_2d", 0);

const models::Refusal kRefusals[] = {
    {"TooFewInputs", "s8_valid", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(0); }},
    {"TooManyInputs", "s8_valid", check::InputCount,
     [](ModelSpec& m) { m.operators[0].inputs.resize(2, -1); }},
    {"TwoOutputs", "s8_valid", check::OutputCount,
     [](ModelSpec& m) {
       m.tensors.push_back(m.tensors.back());
       m.operators[0].outputs.push_back(static_cast<int32_t>(m.tensors.size() - 1));
     }},
    {"InputLeftOut", "s8_valid", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[0] = -1; }},
    {"InputOfRank3", "s8_valid", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {6, 4, 3};
     }},
    {"OutputEmpty", "s8_valid", check::Empty, [](ModelSpec& m) { m.tensors[1].shape[2] = 0; }},
    {"OtherChannels", "s8_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[3] = 2; }},
    {"OtherBatches", "s8_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 2; }},
    {"OutputTooHigh", "s8_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 4; }},
    {"FilterBeyondValidInput", "s8_valid", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[4].value = 7; }},
    {"StrideZero", "s8_valid", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[2].value = 0; }},
    {"FilterZero", "s8_valid", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[3].value = 0; }},
    {"FilterNegative", "f32_valid", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[3].value = 0xFFFFFFFE; }},
    {"PaddingTwo", "s8_valid", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"ActivationSignBit", "s8_valid", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[5].value = 5; }},
    {"InputScalePerChannel", "s8_valid", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[0].scales.assign(3, 0.1F);
       m.tensors[0].zero_points.assign(3, 0);
       m.tensors[0].quantized_dimension = 3;
     }},
    {"OutputScalePerChannel", "s8_valid", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].zero_points.assign(3, 0);
       m.tensors[1].quantized_dimension = 3;
     }},
    {"OtherScale", "s8_valid", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.0501F; }},
    {"OtherZeroPoint", "s8_valid", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -3; }},
    {"InputWithoutScale", "s8_valid", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[0].scales.clear(); }},
    {"InputScaleZero", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0; }},
    {"InputScaleNegative", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = -0.5F; }},
    {"InputScaleInfinite", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_inff(); }},
    {"InputScaleNotANumber", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = __builtin_nanf(""); }},
    {"InputZeroPoint128", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = 128; }},
    {"InputZeroPointMinus129", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = -129; }},
    {"InputZeroPointOf64Bits", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = int64_t{1} << 32; }},
    {"OutputWithoutScale", "s8_valid", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"OutputScaleZero", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"OutputScaleNegative", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = -0.5F; }},
    {"OutputScaleInfinite", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_inff(); }},
    {"OutputScaleNotANumber", "s8_valid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_nanf(""); }},
    {"OutputZeroPoint128", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"OutputZeroPointMinus129", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -129; }},
    {"OutputZeroPointOf64Bits", "s8_valid", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = int64_t{1} << 32; }},
};
MOTE_TEST_REFUSALS(MaxPool2dRefusal, "max_pool_2d", kRefusals);
MOTE_TEST_USUAL_REFUSALS(MaxPool2dS16UsualRefusal, "max_pool_2d", "s16_valid", 1, 1);
MOTE_TEST_USUAL_REFUSALS(MaxPool2dU8UsualRefusal, "max_pool_2d", "u8_valid", 1, 1);

}  // namespace
}  // namespace mote
