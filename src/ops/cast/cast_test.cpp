// SPDX-License-Identifier: Apache-2.0
#include "models/run_case.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

using models::ModelSpec;

MOTE_TEST_RECORDED(Cast, "cast", 0);

const models::Refusal kRefusals[] = {
    {"OtherElements", "s8_s16", check::Shape, [](ModelSpec& m) { m.tensors[1].shape[1] = 5; }},
};
MOTE_TEST_USUAL_REFUSALS(CastUsualRefusal, "cast", "s8_s16", 1, 1);
MOTE_TEST_REFUSALS(CastRefusal, "cast", kRefusals);

}  // namespace
}  // namespace mote
