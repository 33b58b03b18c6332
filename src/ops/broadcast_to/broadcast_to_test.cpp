// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(BroadcastTo, "broadcast_to", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfLowerRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {}; }},
    {"ShapeOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"ShapeNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"ShapeOfOtherCount", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 2, 3});
     }},
    {"ShapeIsNotTheOutputs", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {3, 3});
     }},
    {"ShapeNegative", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-2, 3});
     }},
    {"InputDoesNotRepeat", "s32", check::Shape, [](ModelSpec& m) { m.tensors[0].shape = {2}; }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {1, 2, 1, 2, 1, 2, 1, 2};
       m.tensors[2].shape.assign(8, 2);
       set_indices(m.tensors[1], std::vector<int32_t>(8, 2));
     }},
};
MOTE_TEST_USUAL_REFUSALS(BroadcastToUsualRefusal, "broadcast_to", "s32", 2, 2);
MOTE_TEST_REFUSALS(BroadcastToRefusal, "broadcast_to", kRefusals);

}  // namespace
}  // namespace mote
