// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(BitwiseXor, "bitwise_xor", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s16", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {12}; }},
    {"Empty", "s16", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"ShapesDoNotFit", "s16", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
    {"Floats", "s32", check::Type,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.type = TensorType::Float32;
     }},
    {"OtherSecondType", "s16", check::Type,
     [](ModelSpec& m) { m.tensors[1].type = TensorType::UInt16; }},
    {"OtherOutputType", "s16", check::Type,
     [](ModelSpec& m) { m.tensors[2].type = TensorType::UInt16; }},
};
MOTE_TEST_USUAL_REFUSALS(BitwiseXorUsualRefusal, "bitwise_xor", "s16", 2, 2);
MOTE_TEST_REFUSALS(BitwiseXorRefusal, "bitwise_xor", kRefusals);

}  // namespace
}  // namespace mote
