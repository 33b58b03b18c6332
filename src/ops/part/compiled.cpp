// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/shared/rows.h"

namespace mote::compiler {
namespace {

/// A copy of the rows of each output.
void write_part(StepWriter& w, uint32_t whole_input) {
  const uint32_t outer = w.params<Rows>().outer;
  if (outer == 0) return;
  w.include("ops/shared/rows.h");
  const uint32_t whole = w.tensor(input_slot(whole_input)).bytes() / outer;
  uint32_t at = 0;
  for (uint32_t i = 0; i < w.output_count(); ++i) {
    const uint32_t row = w.tensor(output_slot(i)).bytes() / outer;
    if (row == 0) continue;
    w.call("copy_rows", {literal(outer), w.bytes(input_slot(whole_input)) + " + " + literal(at),
                         literal(whole), w.output<uint8_t>(i), literal(row), literal(row)});
    at += row;
  }
}
void write_first(StepWriter& w) { write_part(w, 0); }
void write_second(StepWriter& w) { write_part(w, 1); }

constexpr DirectCall kCalls[] = {
    {"split_any", write_second},
    {"split_v_any", write_first},
    {"unpack_any", write_first},
};

}  // namespace

Span<const DirectCall> part_calls() { return kCalls; }

}  // namespace mote::compiler
