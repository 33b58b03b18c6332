// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(SquaredDifference, "squared_difference", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"TooManyKindsOfAxes", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "s8", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"FloatsOutputOfLowerRank", "f32", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"FloatsTooManyKindsOfAxes", "f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"FloatsEmpty", "f32", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"FloatsShapesDoNotFit", "f32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"FloatsOutputGreaterThanBoth", "f32", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-16F; }},
    {"OutputScaleTooSmallOf16Bits", "s16", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-20F; }},
};
MOTE_TEST_USUAL_REFUSALS(SquaredDifferenceUsualRefusal, "squared_difference", "s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(SquaredDifferenceOf16BitsUsualRefusal, "squared_difference", "s16", 2, 2);
MOTE_TEST_USUAL_REFUSALS(SquaredDifferenceOfFloatsUsualRefusal, "squared_difference", "f32", 2, 2);
MOTE_TEST_REFUSALS(SquaredDifferenceRefusal, "squared_difference", kRefusals);

}  // namespace
}  // namespace mote
