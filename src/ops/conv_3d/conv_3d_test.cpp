// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Conv3d, "conv_3d", 0);

const models::Refusal kRefusals[] = {
    {"InputOfRank4", "f32_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {3, 4, 5, 2};
     }},
    {"FilterOfRank4", "f32_same", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {6, 3, 2, 3};
     }},
    {"OutputEmpty", "f32_same", check::Empty, [](ModelSpec& m) { m.tensors[3].shape[2] = 0; }},
    {"FilterOfAnotherDepth", "f32_same", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[4] = 1; }},
    {"OtherChannels", "f32_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[4] = 2; }},
    {"OtherBatches", "f32_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[0] = 2; }},
    {"OutputTooDeep", "f32_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[1] = 5; }},
    {"OutputTooHigh", "f32_same", check::Shape, [](ModelSpec& m) { m.tensors[3].shape[2] = 6; }},
    {"OutputTooWide", "f32_same", check::Shape,
     [](ModelSpec& m) { m.tensors[3].shape[3] = 1 << 16; }},
    {"BiasTooShort", "f32_same", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2};
       m.tensors[2].constant.resize(8);
     }},
    {"BiasOfInt32", "f32_same", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Int32; }},
    {"PaddingTwo", "f32_same", check::Padding,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"StrideZero", "f32_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[1].value = 0; }},
    {"DilationNegative", "f32_same", check::Stride,
     [](ModelSpec& m) { m.operators[0].options[7].value = 0xFFFFFFFF; }},
    {"NoOptions", "f32_same", check::Stride, [](ModelSpec& m) { m.operators[0].options.clear(); }},
    {"ActivationTanh", "f32_same", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[4].value = 4; }},
};
MOTE_TEST_REFUSALS(Conv3dRefusal, "conv_3d", kRefusals);
MOTE_TEST_USUAL_REFUSALS(Conv3dF32UsualRefusal, "conv_3d", "f32_same", 2, 3);

}  // namespace
}  // namespace mote
