// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/unidirectional_sequence_lstm/checks.inc"
#undef MOTE_CHECK
}  // namespace check
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(UnidirectionalSequenceLstm, "unidirectional_sequence_lstm", 0);

/// The tensor of an input of the operator.
models::TensorSpec& at(ModelSpec& m, size_t input) {
  return m.tensors[static_cast<size_t>(m.operators[0].inputs[input])];
}

/// As input `input`: a copy of the tensor of the bias of the first gate.
void put_bias(ModelSpec& m, size_t input) {
  m.operators[0].inputs[input] = m.operators[0].inputs[12];
}

const models::Refusal kRefusals[] = {
    {"RecurrentWeightsLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[7] = -1; }},
    {"BiasLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[13] = -1; }},
    {"CellsLeftOut", "s8", check::InputMissing,
     [](ModelSpec& m) { m.operators[0].inputs[19] = -1; }},
    {"Peephole", "s8", check::Variant, [](ModelSpec& m) { put_bias(m, 10); }},
    {"Projection", "s8", check::Variant, [](ModelSpec& m) { put_bias(m, 16); }},
    {"LayerNorm", "s8", check::Variant, [](ModelSpec& m) { put_bias(m, 23); }},
    {"InputOfRank2", "s8", check::Rank,
     [](ModelSpec& m) {
       at(m, 0).shape = {3, 2};
     }},
    {"InputEmpty", "s8", check::Empty, [](ModelSpec& m) { at(m, 0).shape[1] = 0; }},
    {"WeightsOfAnotherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       at(m, 3).shape = {2, 3};
     }},
    {"WeightsOfRank3", "s8", check::Rank,
     [](ModelSpec& m) {
       at(m, 3).shape = {1, 3, 2};
     }},
    {"RecurrentWeightsOfAnotherShape", "s8", check::Shape,
     [](ModelSpec& m) {
       at(m, 8).shape = {3, 2};
       at(m, 8).constant.resize(6);
     }},
    {"BiasOfAnotherType", "s8", check::Type,
     [](ModelSpec& m) {
       at(m, 14).type = TensorType::Int64;
       at(m, 14).constant.resize(24);
     }},
    {"BiasTooShort", "s8", check::Shape,
     [](ModelSpec& m) {
       at(m, 15).shape = {2};
       at(m, 15).constant.resize(8);
     }},
    {"LastNotVariable", "s8", check::NotVariable,
     [](ModelSpec& m) {
       at(m, 18).variable = false;
       m.inputs.push_back(m.operators[0].inputs[18]);
     }},
    {"CellsConstant", "s8", check::NotVariable, [](ModelSpec& m) { at(m, 19).constant.resize(6); }},
    {"CellsOf8Bits", "s8", check::Type, [](ModelSpec& m) { at(m, 19).type = TensorType::Int8; }},
    {"LastOfOtherBatches", "s8", check::Shape, [](ModelSpec& m) { at(m, 18).shape[0] = 2; }},
    {"OutputOfRank2", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors.back().shape = {3, 3};
     }},
    {"OutputOfOtherSteps", "s8", check::Shape, [](ModelSpec& m) { m.tensors.back().shape[1] = 2; }},
    {"ActivationRelu", "s8", check::CellActivation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 1; }},
    {"WeightsPerChannel", "s8", check::PerChannel,
     [](ModelSpec& m) {
       at(m, 2).scales.assign(3, 0.1F);
       at(m, 2).zero_points.assign(3, 0);
     }},
    {"WeightsWithZeroPoint", "s8", check::FilterZeroPoint,
     [](ModelSpec& m) { at(m, 6).zero_points[0] = 1; }},
    {"OutputOfAnotherScale", "s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors.back().scales[0] = 0.01F; }},
    {"InputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { at(m, 0).scales[0] = 1e10F; }},
    {"InputScaleTooGreatFor16Bits", "s16", check::ScaleRange,
     [](ModelSpec& m) { at(m, 0).scales[0] = 1e3F; }},
    {"LastScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { at(m, 18).scales[0] = m.tensors.back().scales[0] = 1e-20F; }},
    {"CellsScaleNoPowerOfTwo", "s8", check::CellScale,
     [](ModelSpec& m) { at(m, 19).scales[0] = 0.0006F; }},
    {"CellsScaleTooGreat", "s8", check::CellScale, [](ModelSpec& m) { at(m, 19).scales[0] = 8; }},
    {"CellsWithZeroPoint", "s8", check::CellScale,
     [](ModelSpec& m) { at(m, 19).zero_points[0] = 1; }},
    {"ClipNegative", "s8", check::CellClip,
     [](ModelSpec& m) { m.operators[0].options[1].value = models::float_bits(-1.0F); }},
    {"ClipNotANumber", "f32", check::CellClip,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0x7FC00000; }},
};
MOTE_TEST_USUAL_REFUSALS(UnidirectionalSequenceLstmUsualRefusal, "unidirectional_sequence_lstm",
                         "s8", 20, 24);
MOTE_TEST_REFUSALS(UnidirectionalSequenceLstmRefusal, "unidirectional_sequence_lstm", kRefusals);

}  // namespace
}  // namespace mote
