// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(Tile, "tile", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfOtherRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"TimesOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"TimesNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"TimesTooFew", "s32", check::Shape, [](ModelSpec& m) { set_indices(m.tensors[1], {2}); }},
    {"TimesNegative", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-2, 1});
     }},
    {"NothingNegativeTimes", "s32", check::Bounds,
     [](ModelSpec& m) {
       m.tensors[0].shape = {0, 3};
       m.tensors[2].shape = {0, 3};
       set_indices(m.tensors[1], {-2, 1});
     }},
    {"TimesGreatest", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {INT32_MAX, 1});
     }},
    {"TimesOf64Bits", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices<int64_t>(m.tensors[1], {(int64_t{1} << 32) + 2, 1});
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {2, 6};
     }},
    {"TooManyAxes", "s32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape.assign(4, 2);
       m.tensors[2].shape.assign(4, 4);
       set_indices(m.tensors[1], std::vector<int32_t>(4, 2));
     }},
};
MOTE_TEST_USUAL_REFUSALS(TileUsualRefusal, "tile", "s32", 2, 2);
MOTE_TEST_REFUSALS(TileRefusal, "tile", kRefusals);

}  // namespace
}  // namespace mote
