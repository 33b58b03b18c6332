// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Extremum, "extremum", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "maximum_s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"TooManyKindsOfAxes", "maximum_s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "maximum_s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "maximum_s8", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "maximum_s8", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"FirstScale", "maximum_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0.2F; }},
    {"SecondScale", "maximum_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 0.2F; }},
    {"SecondZeroPoint", "maximum_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[1].zero_points[0] = 8; }},
    {"OutputScale", "minimum_s16", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
};
MOTE_TEST_USUAL_REFUSALS(ExtremumUsualRefusal, "extremum", "maximum_s8_broadcast", 2, 2);
MOTE_TEST_USUAL_REFUSALS(MinimumUsualRefusal, "extremum", "minimum_f32", 2, 2);
MOTE_TEST_REFUSALS(ExtremumRefusal, "extremum", kRefusals);

}  // namespace
}  // namespace mote
