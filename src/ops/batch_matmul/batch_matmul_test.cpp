// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(BatchMatmul, "batch_matmul", 0);

const models::Refusal kRefusals[] = {
    {"FirstOfRank1", "s8", check::Rank, [](ModelSpec& m) { m.tensors[0].shape = {5}; }},
    {"SecondOfRank1", "s8", check::Rank, [](ModelSpec& m) { m.tensors[1].shape = {5}; }},
    {"OutputOfRank3", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[2].shape = {1, 3, 4};
     }},
    {"FirstEmpty", "s8", check::Empty, [](ModelSpec& m) { m.tensors[0].shape[0] = 0; }},
    {"OutputEmpty", "s8", check::Empty, [](ModelSpec& m) { m.tensors[2].shape[0] = 0; }},
    {"DepthsDiffer", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
    {"TransposedDepthsDiffer", "s8", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[1].value = 1; }},
    {"OtherRows", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[0] = 2; }},
    {"OtherColumns", "s8", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[1] = 5; }},
    {"BatchesDoNotBroadcast", "s8_batches", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = 3; }},
    {"OtherBatches", "s8_batches", check::Shape, [](ModelSpec& m) { m.tensors[2].shape[0] = 1; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-20F; }},
    {"OutputScaleTooSmallFor16Bits", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-12F; }},
    {"HybridSecondWithoutScale", "hybrid", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
    {"HybridSecondScaleZero", "hybrid", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0; }},
    {"HybridSecondPerChannel", "hybrid", check::PerChannel,
     [](ModelSpec& m) {
       m.tensors[1].scales.assign(6, 0.1F);
       m.tensors[1].zero_points.assign(6, 0);
     }},
    {"HybridSecondZeroPoint1", "hybrid", check::FilterZeroPoint,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
};
MOTE_TEST_REFUSALS(BatchMatmulRefusal, "batch_matmul", kRefusals);
MOTE_TEST_USUAL_REFUSALS(BatchMatmulS8UsualRefusal, "batch_matmul", "s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(BatchMatmulS16UsualRefusal, "batch_matmul", "s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(BatchMatmulF32UsualRefusal, "batch_matmul", "f32", 2, 2);
MOTE_TEST_USUAL_REFUSALS(BatchMatmulHYBRIDUsualRefusal, "batch_matmul", "hybrid", 2, 2);

}  // namespace
}  // namespace mote
