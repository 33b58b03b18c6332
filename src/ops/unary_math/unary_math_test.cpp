// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(UnaryMath, "unary_math", 0);

const models::Refusal kRefusals[] = {
    {"OtherElements", "f32_sin", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"OtherElementsOfSign", "s32_sign", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 2; }},
};
MOTE_TEST_USUAL_REFUSALS(UnaryMathUsualRefusal, "unary_math", "f32_sin", 1, 1);
MOTE_TEST_REFUSALS(UnaryMathRefusal, "unary_math", kRefusals);

}  // namespace
}  // namespace mote
