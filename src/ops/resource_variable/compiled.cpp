// SPDX-License-Identifier: Apache-2.0
// What compiled code calls.
#include "emit/step_writer.h"
#include "ops/resource_variable/resource_variable.h"

namespace mote::compiler {
namespace {

void write_handle(StepWriter&) {}

/// Where the variable's header and bytes are.
std::string state_of(StepWriter& w, const VariableAccess& p) {
  return "at<uint8_t>(" + literal(w.program().scratch_of(p.handle_step)) + ")";
}
void write_read(StepWriter& w) {
  const auto& p = w.params<VariableAccess>();
  w.include("ops/resource_variable/resource_variable.h");
  w.call("reference::read_variable",
         {state_of(w, p), literal(p.bytes), literal(p.first_value), w.output<uint8_t>(0)});
}
void write_assign(StepWriter& w) {
  const auto& p = w.params<VariableAccess>();
  w.include("ops/resource_variable/resource_variable.h");
  w.call("reference::assign_variable", {w.bytes(input_slot(1)), literal(p.bytes), state_of(w, p)});
}

constexpr DirectCall kCalls[] = {
    {"var_handle_any", write_handle},
    {"read_variable_any", write_read},
    {"assign_variable_any", write_assign},
};

}  // namespace

Span<const DirectCall> resource_variable_calls() { return kCalls; }

}  // namespace mote::compiler
