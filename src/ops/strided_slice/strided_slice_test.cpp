// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(StridedSlice, "strided_slice", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[4].type = TensorType::Float32; }},
    {"BeginsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"BeginsNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"EndsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"EndsNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 2); }},
    {"StridesOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[3].type = TensorType::Float32; }},
    {"StridesNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 3); }},
    {"EndsTooFew", "s32", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[2], {4}); }},
    {"StridesTooMany", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[3], {1, 1, 1});
     }},
    {"MoreEntriesThanAxes", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {0, 1, 0});
       set_indices(m.tensors[2], {4, 5, 1});
       set_indices(m.tensors[3], {2, 3, 1});
     }},
    {"NineEntries", "s32", check::Shape,
     [](ModelSpec& m) {
       for (const int i : {1, 2, 3}) set_indices(m.tensors[i], std::vector<int32_t>(9, 1));
     }},
    {"StrideZero", "s32", check::Stride,
     [](ModelSpec& m) {
       set_indices(m.tensors[3], {2, 0});
     }},
    {"ShrinkBeyond", "s32", check::Bounds,
     [](ModelSpec& m) {
       m.operators[0].options[4].value = 1;
       set_indices(m.tensors[1], {4, 1});
     }},
    {"ShrinkBefore", "s32", check::Bounds,
     [](ModelSpec& m) {
       m.operators[0].options[4].value = 1;
       set_indices(m.tensors[1], {-5, 1});
       set_indices(m.tensors[3], {-1, 3});
     }},
    {"TwoEllipses", "s32", check::Option,
     [](ModelSpec& m) {
       m.operators[0].options[2].value = 3;
       m.tensors[4].shape = {4, 5};
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 3};
     }},
    {"OutputOfLowerRank", "s32", check::Shape, [](ModelSpec& m) { m.tensors[4].shape = {2}; }},
    {"OutputOfHigherRank", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 2, 1};
     }},
    {"NewAxisOfTwo", "new_axis", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 2, 2};
     }},
    {"NewAxisNotInOutput", "new_axis", check::Shape,
     [](ModelSpec& m) { m.tensors[4].shape = {2}; }},
    {"EllipsisOfOtherExtent", "ellipsis", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {1, 2, 2, 2};
     }},
    {"LaterAxisOfOtherExtent", "fewer_entries", check::Shape,
     [](ModelSpec& m) {
       m.tensors[4].shape = {2, 4, 3};
     }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.assign(7, 4);
       m.tensors[4].shape.assign(7, 2);
       set_indices(m.tensors[1], std::vector<int32_t>(7, 0));
       set_indices(m.tensors[2], std::vector<int32_t>(7, 4));
       set_indices(m.tensors[3], std::vector<int32_t>(7, 2));
     }},
};
MOTE_TEST_USUAL_REFUSALS(StridedSliceUsualRefusal, "strided_slice", "s32", 4, 4);
MOTE_TEST_REFUSALS(StridedSliceRefusal, "strided_slice", kRefusals);

}  // namespace
}  // namespace mote
