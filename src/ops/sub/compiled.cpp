// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/byte_table.h"
#include "emit/cortex_m_dsp.h"
#include "ops/shared/scaled_sum.h"

namespace mote::compiler {
namespace {

/// The operator's params as those of a sum, of which the second term is taken off.
AddS8 as_sum(const ScaledSum& p) {
  const auto narrow = [](int32_t x) { return static_cast<int16_t>(x); };
  const auto byte = [](int32_t x) { return static_cast<int8_t>(x); };
  return {p.broadcast,
          p.first,
          p.second,
          p.output,
          narrow(p.first_zero_point),
          narrow(p.second_zero_point),
          narrow(p.output_zero_point),
          {byte(p.range.low), byte(p.range.high)}};
}

uint32_t plan_s8(StepWriter& w) {
  if (maps_bytes(w)) return 0;
  return w.target().dsp ? dsp::plan_add(w, as_sum(w.params<ScaledSum>()), -1) : 0;
}
void write_s8(StepWriter& w) {
  if (!write_byte_table(w) && !dsp::write_add(w)) w.call_run();
}

constexpr DirectCall kCalls[] = {
    {"sub_s8", write_s8, true, plan_s8, nullptr, overlaps_of_elements},
};

}  // namespace

Span<const DirectCall> sub_calls() { return kCalls; }

}  // namespace mote::compiler
