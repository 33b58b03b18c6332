// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/svdf/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Svdf, "svdf", 0);

const models::Refusal kRefusals[] = {
    {"StateLeftOut", "s8_s16", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[4] = -1; }},
    {"StateNotVariable", "s8_s16", check::NotVariable,
     [](ModelSpec& m) {
       m.tensors[4].variable = false;
       m.inputs.push_back(4);
     }},
    {"StateConstant", "s8_s16", check::NotVariable,
     [](ModelSpec& m) { m.tensors[4].constant.resize(24); }},
    {"InputOfRank3", "s8_s16", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {1, 1, 5};
     }},
    {"OutputOfRank1", "s8_s16", check::Rank, [](ModelSpec& m) { m.tensors[5].shape = {3}; }},
    {"InputEmpty", "s8_s16", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = {0, 5};
     }},
    {"StateOfAnotherType", "s8_s16", check::Type,
     [](ModelSpec& m) { m.tensors[4].type = TensorType::Int8; }},
    {"BiasOfAnotherType", "s8_s16", check::Type,
     [](ModelSpec& m) {
       m.tensors[3].type = TensorType::Int16;
       m.tensors[3].constant.resize(6);
     }},
    {"RankZero", "s8_s16", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"RankNegative", "s8_s16", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0xFFFFFFFF; }},
    {"RankDoesNotDivide", "s8_s16", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"OtherFeatures", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {1, 4};
     }},
    {"OtherFilters", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {4, 3};
     }},
    {"OtherMemory", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {1, 11};
     }},
    {"OtherBatches", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 12};
     }},
    {"OtherUnits", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[5].shape = {1, 4};
     }},
    {"BiasTooShort", "s8_s16", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {2};
       m.tensors[3].constant.resize(8);
     }},
    {"WeightsWithZeroPoint", "s8_s16", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"TimeWeightsPerChannel", "s8_s16", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[2].scales.assign(3, 0.1F);
       m.tensors[2].zero_points.assign(3, 0);
     }},
    {"BiasOfAnotherScale", "s8_s16", check::BiasScale,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 1.1e-5F; }},
    {"BiasScaleNotANumber", "s8_s16", check::BiasScale,
     [](ModelSpec& m) { m.tensors[3].scales[0] = __builtin_nanf(""); }},
    {"ScalesTooFarApart", "s8_s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e12F; }},
    {"HybridTimeWeightsWithoutScale", "hybrid", check::NotQuantized,
     [](ModelSpec& m) {
       m.tensors[2].scales.clear();
       m.tensors[2].zero_points.clear();
     }},
    {"HybridFeatureWeightsPerChannel", "hybrid", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(3, 0.1F);
       m.tensors[1].zero_points.assign(3, 0);
     }},
    {"HybridWeightsWithZeroPoint", "hybrid", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"HybridTimeWeightsOfFloats", "hybrid", check::Type,
     [](ModelSpec& m) {
       m.tensors[2].type = TensorType::Float32;
       m.tensors[2].constant.resize(48);
     }},
    {"ActivationSignBit", "f32", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[1].value = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(SvdfUsualRefusal, "svdf", "s8_s16", 3, 5);
MOTE_TEST_REFUSALS(SvdfRefusal, "svdf", kRefusals);

}  // namespace
}  // namespace mote
