// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/fully_connected/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(FullyConnected, "fully_connected", 0);

const models::Refusal
    kRefusals
        [] =
            {
                {"WeightsOfRank3", "s8", check::Rank,
                 [](ModelSpec& m) {
                   m.tensors[1].shape = {5, 4, 4};
                 }},
                {"OutputScalar", "s8", check::Rank,
                 [](ModelSpec& m) { m.tensors[3].shape.clear(); }},
                {"OutputEmpty", "s8", check::Empty,
                 [](ModelSpec& m) { m.tensors[3].shape[0] = 0; }},
                {"WeightsEmpty", "s8", check::Empty,
                 [](ModelSpec& m) {
                   m.tensors[1].shape[1] = 0;
                   m.tensors[1].constant.clear();
                   m.inputs.push_back(1);
                 }},
                {"OtherUnits", "s8", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[1] = 4; }},
                {"OtherDepth", "s8", check::Shape,
                 [](ModelSpec& m) { m.tensors[0].shape[1] = 15; }},
                {"OtherBatches", "s8", check::Shape,
                 [](ModelSpec& m) { m.tensors[3].shape[0] = 2; }},
                {"BiasTooLong", "s8", check::Shape,
                 [](ModelSpec& m) {
                   m.tensors[2].shape = {6};
                   m.tensors[2].constant.resize(24);
                 }},
                {"BiasOfInt16", "s8", check::Type,
                 [](ModelSpec& m) {
                   m.tensors[2].type = TensorType::Int16;
                   m.tensors[2].constant.resize(10);
                 }},
                {"ActivationTanh", "s8", check::Activation,
                 [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
                {"ScalesAlongDepth", "s8", check::PerChannel,
                 [](ModelSpec& m) {
                   m.tensors[1].scales.assign(16, 0.1F);
                   m.tensors[1].quantized_dimension = 1;
                 }},
                {"ScalesTooFarApart", "s8", check::ScaleRange,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
                {"ShuffledWeights", "s8", check::WeightsFormat,
                 [](ModelSpec& m) { m.operators[0].options[1].value = 1; }},
                {"BiasOfAnotherScale", "s8", check::BiasScale,
                 [](ModelSpec& m) { m.tensors[2].scales[0] *= 50; }},
                {"WeightsWithoutScale", "s8", check::NotQuantized,
                 [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
                {"WeightsScaleZero", "s8", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
                {"WeightsScaleNegative", "s8", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = -0.5F; }},
                {"WeightsScaleInfinite", "s8", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_inff(); }},
                {"WeightsScaleNotANumber", "s8", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = __builtin_nanf(""); }},
                {"WeightsZeroPoint128", "s8", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
                {"WeightsZeroPointMinus129", "s8", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = -129; }},
                {"WeightsZeroPointOf64Bits", "s8", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = int64_t{1} << 32; }},
                {"S16BiasTooShort", "s16", check::Shape,
                 [](ModelSpec& m) {
                   m.tensors[2].shape = {4};
                   m.tensors[2].constant.resize(32);
                 }},
                {"S16BiasOfInt16", "s16", check::Type,
                 [](ModelSpec& m) {
                   m.tensors[2].type = TensorType::Int16;
                   m.tensors[2].constant.resize(10);
                 }},
                {"S16WeightsWithoutScale", "s16", check::NotQuantized,
                 [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
                {"S16WeightsScaleZero", "s16", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
                {"S16WeightsZeroPointOutside", "s16", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
                {"S16ScalesTooFarApart", "s16", check::ScaleRange,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
                {"S16ActivationTanh", "s16", check::Activation,
                 [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
                {"S4BiasTooShort", "s4", check::Shape,
                 [](ModelSpec& m) {
                   m.tensors[2].shape = {4};
                   m.tensors[2].constant.resize(16);
                 }},
                {"S4BiasOfInt16", "s4", check::Type,
                 [](ModelSpec& m) {
                   m.tensors[2].type = TensorType::Int16;
                   m.tensors[2].constant.resize(10);
                 }},
                {"S4WeightsWithoutScale", "s4", check::NotQuantized,
                 [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
                {"S4WeightsScaleZero", "s4", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
                {"S4WeightsZeroPointOutside", "s4", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 8; }},
                {"S4ScalesTooFarApart", "s4", check::ScaleRange,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
                {"S4ActivationTanh", "s4", check::Activation,
                 [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
                {"U8BiasTooShort", "u8", check::Shape,
                 [](ModelSpec& m) {
                   m.tensors[2].shape = {4};
                   m.tensors[2].constant.resize(16);
                 }},
                {"U8BiasOfInt16", "u8", check::Type,
                 [](ModelSpec& m) {
                   m.tensors[2].type = TensorType::Int16;
                   m.tensors[2].constant.resize(10);
                 }},
                {"U8WeightsWithoutScale", "u8", check::NotQuantized,
                 [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
                {"U8WeightsScaleZero", "u8", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
                {"U8WeightsZeroPointOutside", "u8", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = -1; }},
                {"U8ScalesTooFarApart", "u8", check::ScaleRange,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 1e25F; }},
                {"U8ActivationTanh", "u8", check::Activation,
                 [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
                {"U8WeightsPerChannel", "u8", check::PerChannel,
                 [](ModelSpec& m) {
                   m.tensors[1].scales.assign(5, 0.1F);
                   m.tensors[1].zero_points = {0};
                   m.tensors[1].quantized_dimension = 0;
                 }},
                {"S16BiasOfAnotherScale", "s16", check::BiasScale,
                 [](ModelSpec& m) { m.tensors[2].scales[0] *= 10000; }},
                {"HybridBiasOfInt32", "hybrid", check::Type,
                 [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
                {"HybridBiasTooShort", "hybrid", check::Shape,
                 [](ModelSpec& m) {
                   m.tensors[2].shape = {2};
                   m.tensors[2].constant.resize(8);
                 }},
                {"HybridActivationTanh", "hybrid", check::Activation,
                 [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
                {"HybridWeightsWithoutScale", "hybrid", check::NotQuantized,
                 [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
                {"HybridWeightsScaleZero", "hybrid", check::ScaleValue,
                 [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
                {"HybridWeightsZeroPoint128", "hybrid", check::ZeroPointRange,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 128; }},
                {"HybridWeightsZeroPoint1", "hybrid", check::FilterZeroPoint,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
                {"HybridS4WeightsZeroPoint1", "hybrid_s4", check::FilterZeroPoint,
                 [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
                {"HybridS4BiasOfInt32", "hybrid_s4", check::Type,
                 [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
                {"HybridWeightsScalesAlongAnotherAxis", "hybrid", check::PerChannel,
                 [](ModelSpec& m) {
                   m.tensors[1].scales.assign(12, 0.1F);
                   m.tensors[1].quantized_dimension = 1;
                 }},
};
MOTE_TEST_USUAL_REFUSALS(FullyConnectedUsualRefusal, "fully_connected", "s8", 2, 3);
MOTE_TEST_REFUSALS(FullyConnectedRefusal, "fully_connected", kRefusals);
MOTE_TEST_USUAL_REFUSALS(FullyConnectedHybridUsualRefusal, "fully_connected", "hybrid", 2, 3);
MOTE_TEST_USUAL_REFUSALS(FullyConnectedHybridS4UsualRefusal, "fully_connected", "hybrid_s4", 2, 3);
MOTE_TEST_USUAL_REFUSALS(FullyConnectedS16UsualRefusal, "fully_connected", "s16", 2, 3);
MOTE_TEST_USUAL_REFUSALS(FullyConnectedS4UsualRefusal, "fully_connected", "s4", 2, 3);
MOTE_TEST_USUAL_REFUSALS(FullyConnectedU8UsualRefusal, "fully_connected", "u8", 2, 3);

}  // namespace
}  // namespace mote
