// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Div, "div", 0);

const models::Refusal kRefusals[] = {
    {"OutputOfLowerRank", "s8", check::Rank,
     [](ModelSpec& m) { m.tensors[2].shape.erase(m.tensors[2].shape.begin()); }},
    {"TooManyKindsOfAxes", "s8", check::Rank,
     [](ModelSpec& m) {
       m.tensors[0].shape = {2, 1, 2, 1, 2, 1, 2};
       m.tensors[1].shape = {1, 2, 1, 2, 1, 2, 1};
       m.tensors[2].shape.assign(7, 2);
     }},
    {"Empty", "s8", check::Empty,
     [](ModelSpec& m) {
       for (models::TensorSpec& t : m.tensors) t.shape[1] = 0;
     }},
    {"ShapesDoNotFit", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape.back() += 1; }},
    {"OutputGreaterThanBoth", "s8", check::Shape,
     [](ModelSpec& m) { m.tensors[0].shape[0] = m.tensors[1].shape[0] = 1; }},
    {"ActivationTanhS8", "s8", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhS32", "s32_relu6", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"ActivationTanhF32", "f32", check::Activation,
     [](ModelSpec& m) { m.operators[0].options[0].value = 4; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[2].scales[0] = 1e-7F; }},
    {"ScalesTooSmallForAFloat", "s8", check::ScaleRange,
     [](ModelSpec& m) {
       m.tensors[1].scales[0] = 1e-30F;
       m.tensors[2].scales[0] = 1e-30F;
     }},
};
MOTE_TEST_USUAL_REFUSALS(DivUsualRefusal, "div", "s8", 2, 2);
MOTE_TEST_USUAL_REFUSALS(DivOfFloatsUsualRefusal, "div", "f32", 2, 2);
MOTE_TEST_REFUSALS(DivRefusal, "div", kRefusals);

template <class T>
std::function<void(models::GoldenCase&)> last_divisor(T value) {
  return [value](models::GoldenCase& c) {
    models::Bytes& divisors = c.runs[0].inputs[1];
    std::memcpy(&divisors[divisors.size() - sizeof(T)], &value, sizeof(T));
  };
}
const models::RunFault kRunFaults[] = {
    {"ByZero", "s8", check::DivisionByZero, last_divisor(int8_t{-128})},
    {"ByWholeZero", "s32", check::DivisionByZero, last_divisor(int32_t{0})},
};
MOTE_TEST_RUN_FAULTS(DivRunFault, "div", kRunFaults);

}  // namespace
}  // namespace mote
