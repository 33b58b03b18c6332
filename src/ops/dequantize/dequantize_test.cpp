// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Dequantize, "dequantize", 0);

const models::Refusal kRefusals[] = {
    {"OtherElements", "s8_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"OtherElementsHalf", "f16_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
    {"OtherElementsInt4", "s4_f32", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[0] = 6; }},
};
MOTE_TEST_USUAL_REFUSALS(DequantizeUsualRefusal, "dequantize", "s8_f32", 1, 1);
MOTE_TEST_USUAL_REFUSALS(DequantizeUsualRefusalS16, "dequantize", "s16_f32", 1, 1);
MOTE_TEST_REFUSALS(DequantizeRefusal, "dequantize", kRefusals);

}  // namespace
}  // namespace mote
