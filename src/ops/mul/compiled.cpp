// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/byte_table.h"
#include "emit/cortex_m_dsp.h"
#include "ops/mul/mul.h"

namespace mote::compiler {
namespace {

void write_s8(StepWriter& w) {
  if (write_byte_table(w)) return;
  if (w.target().dsp && dsp::write_mul(w, w.params<MulQuantized>())) return;
  w.call_run();
}

constexpr DirectCall kCalls[] = {
    {"mul_s8", write_s8, true, nullptr, nullptr, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> mul_calls() { return kCalls; }

}  // namespace mote::compiler
