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
    {"S16BiasTooShort", "s16_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].scales.clear();
       m.tensors[2].shape = {3};
       m.tensors[2].constant.resize(24);
     }},
    {"S16BiasOfInt16", "s16_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int16;
       m.tensors[2].constant.resize(8);
     }},
    {"S16FilterWithoutScale", "s16_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"S16FilterScaleZero", "s16_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"S16FilterZeroPointOutside", "s16_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"S16ScalesTooFarApart", "s16_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"S16ActivationTanh", "s16_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
    {"S4BiasTooShort", "s4_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].scales.clear();
       m.tensors[2].shape = {3};
       m.tensors[2].constant.resize(12);
     }},
    {"S4BiasOfInt16", "s4_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int16;
       m.tensors[2].constant.resize(8);
     }},
    {"S4FilterWithoutScale", "s4_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"S4FilterScaleZero", "s4_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"S4FilterZeroPointOutside", "s4_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 8; }},
    {"S4ScalesTooFarApart", "s4_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"S4ActivationTanh", "s4_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
    {"U8BiasTooShort", "u8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].scales.clear();
       m.tensors[2].shape = {2};
       m.tensors[2].constant.resize(8);
     }},
    {"U8BiasOfInt16", "u8_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int16;
       m.tensors[2].constant.resize(6);
     }},
    {"U8FilterWithoutScale", "u8_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"U8FilterScaleZero", "u8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"U8FilterZeroPointOutside", "u8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -1; }},
    {"U8ScalesTooFarApart", "u8_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"U8ActivationTanh", "u8_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
    {"U8FilterPerChannel", "u8_same", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].zero_points = {0};
       m.tensors[1].quantized_dimension = 3;
     }},
    {"S16BiasOfInt32", "s16_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int32;
       m.tensors[2].constant.resize(16);
     }},
    {"HybridBiasOfInt32", "hybrid_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"HybridBiasTooShort", "hybrid_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2};
       m.tensors[2].constant.resize(8);
     }},
    {"HybridActivationTanh", "hybrid_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
    {"HybridFilterWithoutScale", "hybrid_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"HybridFilterScaleZero", "hybrid_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"HybridFilterZeroPoint128", "hybrid_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"HybridFilterZeroPoint1", "hybrid_same", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"HybridFilterScalesAlongAnotherAxis", "hybrid_same", check::PerChannel,
     [](ModelSpec& m) { m.tensors[1].quantized_dimension = 1; }},
};
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dUsualRefusal, "depthwise_conv_2d", "s8_same", 2, 3);
MOTE_TEST_REFUSALS(DepthwiseConv2dRefusal, "depthwise_conv_2d", kRefusals);
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dHybridUsualRefusal, "depthwise_conv_2d", "hybrid_same", 2,
                         3);
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dS16UsualRefusal, "depthwise_conv_2d", "s16_same", 2, 3);
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dS4UsualRefusal, "depthwise_conv_2d", "s4_same", 2, 3);
MOTE_TEST_USUAL_REFUSALS(DepthwiseConv2dU8UsualRefusal, "depthwise_conv_2d", "u8_same", 2, 3);

}  // namespace
}  // namespace mote
