// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(AveragePool2d, "average_pool_2d", 0);

const models::Refusal kRefusals[] = {
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
    {"OtherScale", "s8_valid", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.0501F; }},
    {"OtherZeroPoint", "s8_valid", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = -3; }},
};
MOTE_TEST_USUAL_REFUSALS(AveragePool2dUsualRefusal, "average_pool_2d", "s8_valid", 1, 1);
MOTE_TEST_REFUSALS(AveragePool2dRefusal, "average_pool_2d", kRefusals);
MOTE_TEST_USUAL_REFUSALS(AveragePool2dS16UsualRefusal, "average_pool_2d", "s16_valid", 1, 1);
MOTE_TEST_USUAL_REFUSALS(AveragePool2dU8UsualRefusal, "average_pool_2d", "u8_valid", 1, 1);

}  // namespace
}  // namespace mote
