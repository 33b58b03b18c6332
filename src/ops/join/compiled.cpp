// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/shared/rows.h"

namespace mote::compiler {
namespace {

/// A copy of the rows of each input.
void write_join(StepWriter& w) {
  const uint32_t outer = w.params<Rows>().outer;
  if (outer == 0) return;
  w.include("ops/shared/rows.h");
  const uint32_t whole = w.tensor(output_slot(0)).bytes() / outer;
  uint32_t at = 0;
  for (uint32_t i = 0; i < w.input_count(); ++i) {
    const uint32_t row = w.tensor(input_slot(i)).bytes() / outer;
    if (row == 0) continue;
    const std::string from = w.bytes(input_slot(i));
    w.call("copy_rows", {literal(outer), from, literal(row),
                         w.output<uint8_t>(0) + " + " + literal(at), literal(whole), literal(row)});
    at += row;
  }
}

constexpr DirectCall kCalls[] = {
    {"concatenation_any", write_join},
    {"pack_any", write_join},
};

}  // namespace

Span<const DirectCall> join_calls() { return kCalls; }

}  // namespace mote::compiler
