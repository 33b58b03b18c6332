// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(L2Pool2d, "l2_pool_2d", 0);

const models::Refusal kRefusals[] = {
    {"InputOfRank3", "f32_valid", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {6, 5, 3};
     }},
    {"OutputEmpty", "f32_valid", check::Empty, [](ModelSpec& m) { m.tensors[1].shape[2] = 0; }},
    {"OtherChannels", "f32_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[3] = 2; }},
    {"OtherBatches", "f32_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 2; }},
    {"OutputTooHigh", "f32_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 4; }},
    {"OutputTooLow", "f32_valid", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 1; }},
    {"OutputTooNarrow", "f32_same", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[2] = 1; }},
    {"FilterBeyondValidInput", "f32_valid", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[4].value = 7; }},
    {"StrideZero", "f32_valid", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[2].value = 0; }},
    {"FilterNegative", "f32_valid", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[3].value = 0xFFFFFFFE; }},
    {"PaddingTwo", "f32_valid", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"ActivationSignBit", "f32_valid", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[5].value = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(L2Pool2dUsualRefusal, "l2_pool_2d", "f32_valid", 1, 1);
MOTE_TEST_REFUSALS(L2Pool2dRefusal, "l2_pool_2d", kRefusals);

}  // namespace
}  // namespace mote
