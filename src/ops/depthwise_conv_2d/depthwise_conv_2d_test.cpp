// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/depthwise_conv_2d/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(DepthwiseConv2d, "depthwise_conv_2d", 0);

const models::Refusal kRefusals[] = {
    {"InputOfRank3", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {5, 5, 4};
     }},
    {"InputEmpty", "s8_same", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[1] = 0; }},
    {"FilterOfTwoBatches", "s8_per_tensor_valid_stride_2_relu", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 3, 1, 3};
     }},
    {"FilterChannelsNotTheOutputs", "s8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[3].shape[3] = 8; }},
    {"OutputTooHigh", "s8_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[1] = 8; }},
    {"BiasTooShort", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].scales.clear();
       m.tensors[2].shape = {3};
       m.tensors[2].constant.resize(12);
     }},
    {"BiasOfFloat", "s8_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"StrideZero", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0; }},
    {"DilationNegative", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[6].value = 0x80000000; }},
    {"PaddingThree", "s8_same", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 3; }},
    {"ActivationTanh", "s8_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
    {"ScalesAlongAnotherAxis", "s8_same", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].zero_points = {0};
       m.tensors[1].quantized_dimension = 1;
     }},
    {"ScalesTooFarApart", "s8_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[3] = 1e20F; }},
    {"DeclaredMultiplierDiffers", "s8_same", check::Multiplier,
     [](ModelSpec& m) { m.operators[0].options[3].value = 2; }},
    {"ChannelsNotAMultiple", "s8_same", check::Multiplier,
     [](ModelSpec& m) { m.tensors[0].shape[3] = 3; }},
    {"FilterWithoutScale", "s8_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"FilterScaleZero", "s8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"FilterScaleNegative", "s8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = -0.5F; }},
    {"FilterScaleInfinite", "s8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_inff(); }},
    {"FilterScaleNotANumber", "s8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_nanf(""); }},
    {"FilterZeroPoint128", "s8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"FilterZeroPointMinus129", "s8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -129; }},
    {"FilterZeroPointOf64Bits", "s8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = int64_t{1} << 32; }},
};
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dUsualRefusal, "depthwise_conv_2d", "s8_same", 2, 3);
MOTE_TEST_REFUSALS(DepthwiseConv2dRefusal, "depthwise_conv_2d", kRefusals);

}  // namespace
}  // namespace mote
