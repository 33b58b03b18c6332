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

const models::Refusal kRefusals[] = {
    {"WeightsOfRank3", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {5, 4, 4};
     }},
    {"OutputScalar", "s8", check::Rank, [](ModelSpec& m) { m.tensors[3].shape.clear(); }},
    {"OutputEmpty", "s8", check::Empty, [](ModelSpec& m) { m.tensors[3].shape[0] = 0; }},
    {"WeightsEmpty", "s8", check::Empty,
     [](ModelSpec& m) {
       m.tensors[1].shape[1] = 0;
       m.tensors[1].constant.clear();
       m.inputs.push_back(1);
     }},
    {"OtherUnits", "s8", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[1] = 4; }},
    {"OtherDepth", "s8", check::Shape, [](ModelSpec& m) { m.tensors[0].shape[1] = 15; }},
    {"OtherBatches", "s8", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[0] = 2; }},
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
    {"WeightsScaleZero", "s8", check::ScaleValue, [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
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
};
MOTE_TEST_USUAL_REFUSALS(FullyConnectedUsualRefusal, "fully_connected", "s8", 2, 3);
MOTE_TEST_REFUSALS(FullyConnectedRefusal, "fully_connected", kRefusals);

}  // namespace
}  // namespace mote
