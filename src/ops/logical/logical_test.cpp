// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Logical, "logical", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "and", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"TooManyKindsOfAxes", "and", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "and", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "and", check::Shape, [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "and", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"NotOfOtherElements", "not", check::Shape,
     [](ModelSpec& m) {
       m.tensors[1].shape = {2, 4};
     }},
};
MOTE_TEST_USUAL_REFUSALS(LogicalUsualRefusal, "logical", "and", 2, 2);
MOTE_TEST_USUAL_REFUSALS(LogicalNotUsualRefusal, "logical", "not", 1, 1);
MOTE_TEST_REFUSALS(LogicalRefusal, "logical", kRefusals);

}  // namespace
}  // namespace mote
