// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(FloorDivision, "floor_division", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "f32_div", check::Rank, [](ModelSpec& m) { m.tensors[2].shape = {21}; }},
    {"Empty", "f32_div", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[0] = 0;
     }},
    {"ShapesDoNotFit", "f32_div", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(FloorDivisionUsualRefusal, "floor_division", "f32_div", 2, 2);
MOTE_TEST_REFUSALS(FloorDivisionRefusal, "floor_division", kRefusals);

/// The second input becomes zero.
void divide_by_zero(models::GoldenCase& c) {
  for (uint8_t& byte : c.runs[0].inputs[1]) byte = 0;
}

const models::RunFault kFaults[] = {
    {"FloatDivisorZero", "f32_div", check::DivisionByZero, divide_by_zero},
    {"Int8DivisorZero", "s8_div", check::DivisionByZero, divide_by_zero},
    {"Int32DivisorZero", "s32_div", check::DivisionByZero, divide_by_zero},
    {"Int32DivisorZeroOfModulo", "s32_mod", check::DivisionByZero, divide_by_zero},
    {"Int64DivisorZeroOfModulo", "s64_mod", check::DivisionByZero, divide_by_zero},
};
MOTE_TEST_RUN_FAULTS(FloorDivisionFault, "floor_division", kFaults);

}  // namespace
}  // namespace mote
