// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(BatchAndSpace, "batch_and_space", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "to_batch_f32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Int8; }},
    {"OtherScale", "to_batch_s8", check::ScaleDiffers,
     [](ModelSpec& m) { m.tensors[3].scales[0] = 0.2F; }},
    {"ZeroPointRange", "to_batch_s8", check::ZeroPointRange,
     [](ModelSpec& m) { m.tensors[0].zero_points[0] = m.tensors[3].zero_points[0] = 128; }},
    {"ScaleZero", "to_batch_s8", check::ScaleValue,
     [](ModelSpec& m) { m.tensors[0].scales[0] = m.tensors[3].scales[0] = 0; }},
    {"OutputOfOtherRank", "to_batch_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[3].shape = {8, 1, 2};
     }},
    {"RankOfTwo", "to_batch_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 8};
       m.tensors[3].shape = {8, 2};
     }},
    {"RankOfFive", "to_batch_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 2, 4, 1, 1};
       m.tensors[3].shape = {8, 1, 2, 1, 1};
     }},
    {"Empty", "to_batch_f32", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = {0, 2, 4, 1};
       m.tensors[3].shape = {0, 1, 2, 1};
     }},
    {"EmptyOfGreatExtents", "to_batch_f32", check::Empty,
     [](ModelSpec& m) {
       m.tensors[0].shape = {0, 1, 1, INT32_MAX};
       m.tensors[3].shape = {0, 1, 1, INT32_MAX};
     }},
    {"BlockOfFloats", "to_batch_f32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"BlockNotConstant", "to_batch_f32", check::NotConstant,
     [](ModelSpec& m) { make_input(m, 1); }},
    {"EdgesOfFloats", "to_batch_f32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"EdgesNotConstant", "to_batch_f32", check::NotConstant,
     [](ModelSpec& m) { make_input(m, 2); }},
    {"BlockOfThree", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 2, 1});
     }},
    {"EdgesTooFew", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {0, 0});
     }},
    {"BlockZero", "to_batch_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 0});
     }},
    {"BlockNegative", "to_batch_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-2, -2});
     }},
    {"BlockGreatest", "to_batch_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {INT32_MAX, INT32_MAX});
     }},
    {"EdgeNegative", "to_batch_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {-2, 2, 0, 0});
     }},
    {"EdgeNegativeAfter", "to_batch_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {0, 0, 2, -2});
     }},
    {"EdgesGreatest", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX});
     }},
    {"OtherHeight", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {8, 2, 2, 1};
     }},
    {"OtherBatches", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {4, 1, 2, 1};
     }},
    {"OtherChannels", "to_batch_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {8, 1, 2, 2};
     }},
    {"ToSpaceOtherBatches", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {2, 2, 4, 2};
     }},
    {"ToSpaceOtherWidth", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[3].shape = {1, 2, 3, 2};
     }},
    {"ToSpaceCropsNegative", "to_space_f32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[2], {-1, 0, 0, 0});
       m.tensors[3].shape = {1, 3, 4, 2};
     }},
};
MOTE_TEST_USUAL_REFUSALS(BatchAndSpaceUsualRefusal, "batch_and_space", "to_batch_f32", 3, 3);
MOTE_TEST_REFUSALS(BatchAndSpaceRefusal, "batch_and_space", kRefusals);

}  // namespace
}  // namespace mote
