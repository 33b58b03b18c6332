// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(DepthAndSpace, "depth_and_space", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "to_space_f32", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::Int8; }},
    {"InputOfRankThree", "to_space_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {1, 2, 8};
     }},
    {"OutputOfRankThree", "to_space_f32", check::Rank,
     [](ModelSpec& m) {
       m.tensors[1].shape = {4, 4, 1};
     }},
    {"BlockZero", "to_space_f32", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"BlockNegative", "to_space_f32", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = UINT32_MAX; }},
    {"BlockGreatest", "to_space_f32", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = INT32_MAX; }},
    {"WithoutBlock", "to_space_f32", check::Option,
     [](ModelSpec& m) { m.operators[0].options.clear(); }},
    {"OtherBlock", "to_space_f32", check::Shape,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"OtherBatches", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {1, 2, 4, 1};
     }},
    {"OtherHeight", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 4, 4, 1};
     }},
    {"OtherWidth", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 2, 2, 1};
     }},
    {"OtherChannels", "to_space_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 2, 4, 2};
     }},
    {"ToDepthBlockZero", "to_depth_f32", check::Option,
     [](ModelSpec& m) { m.operators[0].options[0].value = 0; }},
    {"ToDepthOtherHeight", "to_depth_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 3, 4, 1};
     }},
    {"ToDepthOtherChannels", "to_depth_f32", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 1, 2, 1};
     }},
};
MOTE_TEST_USUAL_REFUSALS(DepthAndSpaceUsualRefusal, "depth_and_space", "to_space_f32", 1, 1);
MOTE_TEST_REFUSALS(DepthAndSpaceRefusal, "depth_and_space", kRefusals);

}  // namespace
}  // namespace mote
