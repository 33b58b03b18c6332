// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/cortex_m_dsp.h"

namespace mote::compiler {
namespace {

uint32_t plan_sum_s8(StepWriter& w) {
  return w.target().dsp ? dsp::plan_reduced_sum(w, w.params<ScaledReduction>()) : 0;
}
void write_sum_s8(StepWriter& w) {
  if (!dsp::write_reduced_sum(w)) w.call_run();
}

constexpr DirectCall kCalls[] = {
    {"mean_s8", write_sum_s8, true, plan_sum_s8},
    {"sum_s8", write_sum_s8, true, plan_sum_s8},
};

}  // namespace

Span<const DirectCall> reduce_calls() { return kCalls; }

}  // namespace mote::compiler
