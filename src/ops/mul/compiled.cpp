// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/byte_table.h"
#include "emit/cortex_m_dsp.h"
#include "ops/mul/mul.h"

namespace mote::compiler {
namespace {

uint32_t plan_s8(StepWriter& w) {
  if (maps_bytes(w) || !w.target().dsp) return 0;
  return dsp::plan_mul(w, w.params<MulQuantized>());
}
void write_s8(StepWriter& w) {
  if (!write_byte_table(w) && !dsp::write_mul(w)) w.call_run();
}

constexpr DirectCall kCalls[] = {
    {"mul_s8", write_s8, true, plan_s8, nullptr, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> mul_calls() { return kCalls; }

}  // namespace mote::compiler
