// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::make_input;
using models::ModelSpec;
using models::set_indices;

MOTE_TEST_RECORDED(MirrorPad, "mirror_pad", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::Float32; }},
    {"OutputOfOtherRank", "s32", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {20}; }},
    {"PaddingsOfFloats", "s32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Float32; }},
    {"PaddingsNotConstant", "s32", check::NotConstant, [](ModelSpec& m) { make_input(m, 1); }},
    {"PaddingsTooFew", "s32", check::Shape,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 1});
     }},
    {"UnknownMode", "s32", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 2; }},
    {"PaddingNegative", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {-1, 3, 2, 0});
     }},
    {"PaddingNegativeAfter", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 1, 3, -1});
     }},
    {"PaddingBeforeBeyondTheInput", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 1, 3, 0});
       m.tensors[2].shape = {4, 6};
     }},
    {"PaddingAfterBeyondTheInput", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {1, 2, 2, 0});
       m.tensors[2].shape = {5, 5};
     }},
    {"PaddingGreatest", "s32", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {INT32_MAX, INT32_MAX, 2, 0});
     }},
    {"SymmetricBeyondTheInput", "s32_symmetric", check::Bounds,
     [](ModelSpec& m) {
       set_indices(m.tensors[1], {3, 1, 0, 3});
       m.tensors[2].shape = {6, 6};
     }},
    {"NothingToMirror", "s32", check::Bounds,
     [](ModelSpec& m) {
       m.tensors[0].shape = {0, 3};
       m.tensors[2].shape = {2, 5};
     }},
    {"OutputShape", "s32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {5, 4};
     }},
};
MOTE_TEST_USUAL_REFUSALS(MirrorPadUsualRefusal, "mirror_pad", "s32", 2, 2);
MOTE_TEST_REFUSALS(MirrorPadRefusal, "mirror_pad", kRefusals);

}  // namespace
}  // namespace mote
