// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(ReverseV2, "reverse_v2", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfOtherRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {4, 3};
     }},
    {"AxesOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"AxesNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"MoreAxesThanDimensions", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {0, 1, 0});
     }},
    {"AxisTooGreat", "s32", check::Axis, [](ModelSpec& m) { set_indices(m.tensors[1], {2}); }},
    {"AxisTooSmall", "s32", check::Axis, [](ModelSpec& m) { set_indices(m.tensors[1], {-3}); }},
    {"AxisTwice", "s32", check::Axis,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, -1});
     }},
    {"AxisOf64Bits", "s32", check::Axis,
     [](ModelSpec& m) { set_indices<int64_t>(m.tensors[1], {int64_t{1} << 32}); }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       for (const int i : {0, 2}) m.tensors[i].shape.assign(8, 2);
       set_indices(m.tensors[1], {0, 2, 4, 6});
     }},
};
MOTE_TEST_USUAL_REFUSALS(ReverseV2UsualRefusal, "reverse_v2", "s32", 2, 2);
MOTE_TEST_REFUSALS(ReverseV2Refusal, "reverse_v2", kRefusals);

}  // namespace
}  // namespace mote
