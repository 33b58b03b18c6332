// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Quantize, "quantize", 0);

const models::Refusal kRefusals[] = {
    {"OtherElements", "s8_s8_coarser", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 15; }},
    {"ScalesTooFarApart", "s8_s8_coarser", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e9F; }},
    {"ScalesTooFarApartForInt16", "s16_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 0.07F * 32768; }},
    {"ScalesTooFarApartForInt32", "s32_s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = 1e10F; }},
    {"OtherElementsInt16", "s16_s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 7; }},
    {"OtherElementsFloatInt16", "f32_s16", check::Shape,
     [](ModelSpec& m) { m.tensors[1].shape[1] = 6; }},
    {"FloatWithoutOutputScale", "f32_s8", check::NotQuantized,
     [](ModelSpec& m) { m.tensors[1].scales.clear(); }},
};
MOTE_TEST_USUAL_REFUSALS(QuantizeUsualRefusal, "quantize", "s8_s8_coarser", 1, 1);
MOTE_TEST_USUAL_REFUSALS(QuantizeUsualRefusalS16, "quantize", "s8_s16", 1, 1);
MOTE_TEST_USUAL_REFUSALS(QuantizeUsualRefusalF32S16, "quantize", "f32_s16", 1, 1);
MOTE_TEST_REFUSALS(QuantizeRefusal, "quantize", kRefusals);

}  // namespace
}  // namespace mote
