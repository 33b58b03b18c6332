// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Fill, "fill", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OtherScale", "s8", check::ScaleDiffers, [](ModelSpec& m) { m.tensors[2].scales[0] = 0.2F; }},
    {"TwoValues", "s32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape = {2}; }},
    {"DimensionsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = TensorType::Float32; }},
    {"DimensionsNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 0); }},
    {"DimensionsTooFew", "s32", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[0], {8}); }},
    {"DimensionsDiffer", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[0], {4, 2});
     }},
    {"DimensionOf64Bits", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices<int64_t>(m.tensors[0], {(int64_t{1} << 32) + 2, 4});
     }},
    {"ZerosLikeOtherType", "zeros_like_s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"ZerosLikeOtherRank", "zeros_like_s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {3, 1};
     }},
    {"ZerosLikeOtherShape", "zeros_like_s32", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {4}; }},
};
MOTE_TEST_USUAL_REFUSALS(FillUsualRefusal, "fill", "s32", 2, 2);
MOTE_TEST_USUAL_REFUSALS(ZerosLikeUsualRefusal, "fill", "zeros_like_s32", 1, 1);
MOTE_TEST_REFUSALS(FillRefusal, "fill", kRefusals);

}  // namespace
}  // namespace mote
