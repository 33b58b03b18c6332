// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(L2Normalization, "l2_normalization", 0);

const models::Refusal kRefusals[] = {
    {"OtherRank", "s8", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {24}; }},
    {"OtherShape", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 5; }},
    {"Scalar", "f32", check::Rank,
     [](ModelSpec& m) { m.tensors[0].shape = m.tensors[1].shape = {}; }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 0; }},
    {"ActivationRelu", "s8", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 1; }},
    {"OtherOutputScale", "s8", 32, [](ModelSpec& m) { m.tensors[1].scales[0] = 0.5F; }},
    {"OtherOutputZeroPoint", "s8", 32, [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
    {"TooDeep", "s8", 33,
     [](ModelSpec& m) { m.tensors[0].shape[1] = m.tensors[1].shape[1] = 33026; }},
};
MOTE_TEST_USUAL_REFUSALS(L2NormalizationUsualRefusal, "l2_normalization", "s8", 1, 1);
MOTE_TEST_REFUSALS(L2NormalizationRefusal, "l2_normalization", kRefusals);

}  // namespace
}  // namespace mote
