// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Comparison, "comparison", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "greater_s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"TooManyKindsOfAxes", "greater_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "greater_s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "greater_s8", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "greater_s8", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"FirstScaleTooGreat", "greater_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e6F; }},
    {"SecondScaleTooGreat", "greater_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e6F; }},
    {"ScalesOf16BitsDiffer", "less_s16", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.001F; }},
    {"ZeroPointsOf16BitsDiffer", "greater_s16", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 1; }},
};
MOTE_TEST_USUAL_REFUSALS(ComparisonUsualRefusal, "comparison", "equal_s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(ComparisonOf16BitsUsualRefusal, "comparison", "not_equal_s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(ComparisonOfFloatsUsualRefusal, "comparison", "less_f32", 2, 2);
MOTE_TEST_REFUSALS(ComparisonRefusal, "comparison", kRefusals);

}  // namespace
}  // namespace mote
