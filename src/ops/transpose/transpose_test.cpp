// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Transpose, "transpose", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"Strings", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = m.tensors[2].type = TensorType::String; }},
    {"HalfBytes", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = m.tensors[2].type = TensorType::Int4; }},
    {"OutputOfOtherRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"AxesOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"AxesNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"AxesTooFew", "s32", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {0}); }},
    {"AxesOfThreeDimensions", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 1, 2};
     }},
    {"AxisTooGreat", "s32", check::Axis,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {2, 0});
     }},
    {"AxisTooSmall", "s32", check::Axis,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-3, 0});
     }},
    {"AxisTwice", "s32", check::Axis,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, -1});
     }},
    {"AxisOf64Bits", "s32", check::Axis,
     [](ModelSpec& m) {
       set_indices<int64_t>(m.tensors[1], {int64_t{1} << 32, 0});
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {3, 4};
     }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       for (const int i : {0, 2}) m.tensors[i].shape.assign(7, 2);
       set_indices(m.tensors[1], {6, 5, 4, 3, 2, 1, 0});
     }},
};
MOTE_TEST_USUAL_REFUSALS(TransposeUsualRefusal, "transpose", "s32", 2, 2);
MOTE_TEST_REFUSALS(TransposeRefusal, "transpose", kRefusals);

TEST(Transpose, TakesEmptyTensorsOfAnyExtent) {
  ModelSpec m = models::golden_case("transpose", "empty").spec();
  m.tensors[0].shape = m.tensors[2].shape = {0, 65536, 65536};
  set_indices(m.tensors[1], {0, 2, 1});
  const models::ExactCopy file(models::build(m));
  EXPECT_TRUE(models::needed_bytes(*Model::verify(file.span()), all_ops()).ok());
}

}  // namespace
}  // namespace mote
