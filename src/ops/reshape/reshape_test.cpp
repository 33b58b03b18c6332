// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Reshape, "reshape", 0);

const models::Refusal kRefusals[] = {
    {"OtherType", "s8", check::Type, [](ModelSpec& m) { m.tensors[2].type = TensorType::UInt8; }},
    {"Strings", "s8", check::Type,
     [](ModelSpec& m) { m.tensors[0].type = m.tensors[2].type = TensorType::String; }},
    {"OtherElements", "s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {5, 5};
     }},
    {"SqueezeOtherElements", "squeeze_b", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape = {4}; }},
    {"ExpandDimsOtherType", "expand_dims_s8", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::UInt8; }},
    {"ExpandDimsOtherElements", "expand_dims_s8", check::Shape,
     [](ModelSpec& m) {
       m.tensors[2].shape = {1, 5};
     }},
};
MOTE_TEST_USUAL_REFUSALS(ReshapeUsualRefusal, "reshape", "s32", 1, 2);
MOTE_TEST_USUAL_REFUSALS(SqueezeUsualRefusal, "reshape", "squeeze_b", 1, 2);
MOTE_TEST_REFUSALS(ReshapeRefusal, "reshape", kRefusals);

}  // namespace
}  // namespace mote
