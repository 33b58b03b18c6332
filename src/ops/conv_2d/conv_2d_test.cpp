// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/conv_2d/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Conv2d, "conv_2d", 0);

const models::Refusal kRefusals[] = {
    {"InputOfRank3", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {5, 4, 3};
     }},
    {"OutputOfRank3", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[3].shape = {5, 4, 4};
     }},
    {"FilterOfRank2", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 27};
     }},
    {"InputEmpty", "s8_same", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[0] = 0; }},
    {"OutputEmpty", "s8_same", check::Empty, [](ModelSpec& m) { m.tensors[3].shape[1] = 0; }},
    {"OutputChannelsNotTheFilters", "s8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[3].shape[3] = 3; }},
    {"OtherBatches", "s8_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[0] = 2; }},
    {"OutputTooHigh", "s8_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[1] = 7; }},
    {"OutputTooWide", "s8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[3].shape[2] = 1 << 20; }},
    {"FilterBeyondValidInput", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.operators[0].options[0].value = 1;
       m.tensors[0].shape = {1, 2, 4, 3};
     }},
    {"DilationOverflows", "s8_same", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[4].value = 0x7FFFFFFF; }},
    {"StrideOverflows", "s8_same", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0x7FFFFFFF; }},
    {"BiasTooShort", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3};
       m.tensors[2].constant.resize(12);
     }},
    {"BiasOfInt8", "s8_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Int8;
       m.tensors[2].constant.resize(4);
     }},
    {"BiasOfInt32InFloat", "f32_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"StrideZero", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0; }},
    {"StrideNegative", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[2].value = 0xFFFFFFFF; }},
    {"NoOptions", "s8_same", check::Stride, [](ModelSpec& m) { m.operators[0].options.clear(); }},
    {"DilationZero", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[4].value = 0; }},
    {"PaddingTwo", "s8_same", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"ActivationTanh", "s8_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"FloatActivationSignBit", "f32_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 5; }},
    {"FilterScalesOfInputChannels", "s8_same", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].quantized_dimension = 3;
       m.tensors[1].zero_points = {0};
     }},
    {"ScalesTooFarApart", "s8_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e20F; }},
    {"TwoChannelsOfThree", "s8_same", check::FilterChannels,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 3, 3, 2};
       m.tensors[1].constant.resize(72);
     }},
    {"ThreeGroupsOfFourOutputs", "s8_same", check::Groups,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 3, 3, 1};
       m.tensors[1].constant.resize(36);
     }},
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
     [](ModelSpec& m) { m.tensors[2].shape = {3}; m.tensors[2].constant.resize(24); }},
    {"S16BiasOfInt16", "s16_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int16; m.tensors[2].constant.resize(8); }},
    {"S16FilterWithoutScale", "s16_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"S16FilterScaleZero", "s16_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"S16FilterZeroPointOutside", "s16_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"S16ScalesTooFarApart", "s16_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"S16ActivationTanh", "s16_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"S4BiasTooShort", "s4_same", check::Shape,
     [](ModelSpec& m) { m.tensors[2].shape = {3}; m.tensors[2].constant.resize(12); }},
    {"S4BiasOfInt16", "s4_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int16; m.tensors[2].constant.resize(8); }},
    {"S4FilterWithoutScale", "s4_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"S4FilterScaleZero", "s4_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"S4FilterZeroPointOutside", "s4_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 8; }},
    {"S4ScalesTooFarApart", "s4_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"S4ActivationTanh", "s4_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"U8BiasTooShort", "u8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[2].shape = {3}; m.tensors[2].constant.resize(12); }},
    {"U8BiasOfInt16", "u8_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int16; m.tensors[2].constant.resize(8); }},
    {"U8FilterWithoutScale", "u8_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"U8FilterScaleZero", "u8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"U8FilterZeroPointOutside", "u8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -1; }},
    {"U8ScalesTooFarApart", "u8_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
    {"U8ActivationTanh", "u8_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"U8FilterPerChannel", "u8_same", check::PerChannel,
     [](ModelSpec& m) { m.tensors[1].scales.assign(4, 0.1F); m.tensors[1].zero_points = {0}; m.tensors[1].quantized_dimension = 0; }},
    {"HybridBiasOfInt32", "hybrid_same", check::Type, [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"HybridBiasTooShort", "hybrid_same", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {2}; m.tensors[2].constant.resize(8); }},
    {"HybridActivationTanh", "hybrid_same", check::Activation, [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"HybridFilterWithoutScale", "hybrid_same", check::NotQuantized, [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"HybridFilterScaleZero", "hybrid_same", check::ScaleValue, [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"HybridFilterZeroPoint128", "hybrid_same", check::ZeroPointRange, [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"HybridFilterZeroPoint1", "hybrid_same", check::FilterZeroPoint, [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"HybridFilterScalesAlongAnotherAxis", "hybrid_same", check::PerChannel, [](ModelSpec& m) { m.tensors[1].scales.assign(2, 0.1F); m.tensors[1].quantized_dimension = 3; }},
};
MOTE_TEST_USUAL_REFUSALS(Conv2dUsualRefusal, "conv_2d", "s8_same", 2, 3);
MOTE_TEST_REFUSALS(Conv2dRefusal, "conv_2d", kRefusals);
MOTE_TEST_USUAL_REFUSALS(Conv2dHybridUsualRefusal, "conv_2d", "hybrid_same", 2, 3);
MOTE_TEST_USUAL_REFUSALS(Conv2dS16UsualRefusal, "conv_2d", "s16_same", 2, 3);
MOTE_TEST_USUAL_REFUSALS(Conv2dS4UsualRefusal, "conv_2d", "s4_same", 2, 3);
MOTE_TEST_USUAL_REFUSALS(Conv2dU8UsualRefusal, "conv_2d", "u8_same", 2, 3);

}  // namespace
}  // namespace mote
