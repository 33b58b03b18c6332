// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Rsqrt, "rsqrt", 0);

const models::Refusal kRefusals[] = {
    {"OtherElements", "s8", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 7; }},
    {"OutputScaleTooSmall", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e-9F; }},
    {"OutputScaleTooGreat", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[1].scales[0] = 1e9F; }},
    {"ScalesVanish", "s8", check::ScaleRange,
     [](ModelSpec& m) { m.tensors[0].scales[0] = m.tensors[1].scales[0] = 1e-40F; }},
};
MOTE_TEST_USUAL_REFUSALS(RsqrtUsualRefusal, "rsqrt", "s8", 1, 1);
MOTE_TEST_USUAL_REFUSALS(RsqrtUsualRefusalS16, "rsqrt", "s16", 1, 1);
MOTE_TEST_REFUSALS(RsqrtRefusal, "rsqrt", kRefusals);

const models::RunFault kFaults[] = {
    {"NegativeElement", "s8_zero_point_0", 32,
     [](models::GoldenCase& c) { c.runs[0].inputs[0][3] = 0xFF; }},
    {"NegativeElementOf16Bits", "s16", 32,
     [](models::GoldenCase& c) { c.runs[0].inputs[0][5] = 0x80; }},
};
MOTE_TEST_RUN_FAULTS(RsqrtFault, "rsqrt", kFaults);

}  // namespace
}  // namespace mote
