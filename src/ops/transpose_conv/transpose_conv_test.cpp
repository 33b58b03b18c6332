// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(TransposeConv, "transpose_conv", 0);

const models::Refusal kRefusals[] = {
    {"OutputShapeOfThree", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {3};
       m.tensors[0].constant.resize(12);
     }},
    {"OutputShapeOfAnother", "s8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[0].constant[4] ^= 1; }},
    {"InputOfRank3", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 4, 3};
     }},
    {"FilterOfRank2", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 27};
     }},
    {"OutputOfRank3", "s8_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[4].shape = {3, 4, 4};
     }},
    {"InputEmpty", "s8_same", check::Empty, [](ModelSpec& m) { m.tensors[2].shape[1] = 0; }},
    {"FilterOfAnotherDepth", "s8_same", check::Shape,
     [](ModelSpec& m) { m.tensors[2].shape[3] = 2; }},
    {"OtherBatches", "s8_same", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[0] = 2; }},
    {"OtherChannels", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 3, 3, 3};
       m.tensors[1].constant.resize(54);
     }},
    {"OutputLessThanTheFilter", "s8_valid_per_channel_relu", check::Shape,
     [](ModelSpec& m) { m.tensors[4].shape[1] = m.tensors[0].constant[4] = 2; }},
    {"StrideTooGreat", "s8_same", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0x7FFFFFFF; }},
    {"StrideZero", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0; }},
    {"StrideNegative", "s8_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[2].value = 0xFFFFFFFF; }},
    {"NoOptions", "s8_same", check::Stride, [](ModelSpec& m) { m.operators[0].options.clear(); }},
    {"PaddingTwo", "s8_same", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"ActivationTanh", "s8_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 4; }},
    {"InputOfInt16", "s8_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int16; }},
    {"InputOfInt8InFloat", "f32_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int8; }},
    {"BiasTooShort", "s8_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {3};
       m.tensors[3].constant.resize(12);
     }},
    {"BiasOfInt64", "s8_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[3].type = TensorType::Int64;
       m.tensors[3].constant.resize(32);
     }},
    {"BiasOfInt32With16Bits", "s16_same", check::Type,
     [](ModelSpec& m) {
       m.tensors[3].type = TensorType::Int32;
       m.tensors[3].constant.resize(16);
     }},
    {"FloatBiasTooShort", "f32_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {1};
       m.tensors[3].constant.resize(4);
     }},
    {"FloatBiasOfInt32", "f32_same", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Int32; }},
    {"FloatActivationSignBit", "f32_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[3].value = 5; }},
    {"HybridBiasOfInt32", "hybrid_same", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Int32; }},
    {"FilterWithoutScale", "s8_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"FilterScaleZero", "s8_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"FilterZeroPoint128", "s8_same", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
    {"FilterScalesOfInputChannels", "s8_same", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].quantized_dimension = 3;
     }},
    {"ScalesTooFarApart", "s8_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e20F; }},
    {"ScalesTooFarApartFor16Bits", "s16_same", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e5F; }},
    {"HybridFilterWithoutScale", "hybrid_same", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"HybridFilterScaleNegative", "hybrid_same", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = -1; }},
    {"HybridFilterZeroPoint1", "hybrid_same", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"HybridFilterScalesOfInputChannels", "hybrid_same", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(2, 0.1F);
       m.tensors[1].quantized_dimension = 3;
     }},
};
MOTE_TEST_REFUSALS(TransposeConvRefusal, "transpose_conv", kRefusals);
MOTE_TEST_USUAL_REFUSALS(TransposeConvS8UsualRefusal, "transpose_conv", "s8_same", 3, 4);
MOTE_TEST_USUAL_REFUSALS(TransposeConvS16UsualRefusal, "transpose_conv", "s16_same", 3, 4);
MOTE_TEST_USUAL_REFUSALS(TransposeConvHYBRIDUsualRefusal, "transpose_conv", "hybrid_same", 3, 4);

}  // namespace
}  // namespace mote
