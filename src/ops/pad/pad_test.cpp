// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Pad, "pad", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfOtherRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {15}; }},
    {"PaddingsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"PaddingsNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"PaddingsTooFew", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 0});
     }},
    {"PaddingNegative", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 0, -1, 3});
     }},
    {"PaddingNegativeAfter", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, -1, 0, 2});
     }},
    {"PaddingGreatest", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {INT32_MAX, INT32_MAX, 0, 2});
     }},
    {"PaddingOf64Bits", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices<int64_t>(m.tensors[1], {(int64_t{1} << 32) + 1, 0, 0, 2});
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {5, 3};
     }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.assign(7, 2);
       m.tensors[2].shape.assign(7, 3);
       set_indices(m.tensors[1], {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0});
     }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"ZeroPointRange", "s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = m.tensors[2].zero_points[0] = 128; }},
    {"ScaleZero", "s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = m.tensors[2].scales[0] = 0; }},
    {"ValueOfOtherType", "value_s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"TwoValues", "value_s32", check::Shape, [](ModelSpec& m) { m.tensors[2].shape = {2}; }},
    {"ValueOfOtherScale", "value_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
};
MOTE_TEST_USUAL_REFUSALS(PadUsualRefusal, "pad", "s32", 2, 3);
MOTE_TEST_REFUSALS(PadRefusal, "pad", kRefusals);

}  // namespace
}  // namespace mote
