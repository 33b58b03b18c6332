// SPDX-License-Identifier: Apache-2.0
// Marks around everything that a model costs: verify, prepare and plan, each operator of one run.
// tools/emulator/bench.py builds it for any model and prints the counts.
#include "console/console.h"
#include "marks/marks.h"
#include "mote/mote.h"
#include "profile_model.h"

namespace {

using mote::console::print_line;

alignas(mote::kArenaAlignmentBytes) uint8_t arena[profile_model_arena_bytes];

int fail(const char* what, const mote::Fault& f) {
  print_line("cannot ", what, "; on the host: mote explain ", static_cast<int>(f.error), ' ',
             static_cast<int>(f.check), ' ', static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

}  // namespace

int main() {
  mote_mark();
  const auto model = mote::Model::verify(profile_model);
  mote_mark();
  mote::marks::label("verify");
  if (!model.ok()) return fail("verify the model", model.fault());
  mote_mark();
  auto network = mote::Interpreter::create(*model, profile_model_ops, arena);
  mote_mark();
  mote::marks::label("prepare and plan");
  if (!network.ok()) return fail("create the interpreter", network.fault());
  for (uint32_t i = 0; i < network->input_count(); ++i) {
    const mote::Span<uint8_t> bytes = network->input(i).raw();
    __builtin_memset(bytes.data(), 0, bytes.size());
  }
  do {
    const int step = network->next_step();
    mote_mark();
    const mote::Fault fault = network->run_step();
    mote_mark();
    mote::marks::label("operator ", step);
    if (!fault.ok()) return fail("run the model", fault);
  } while (network->next_step() != 0);
  print_line("arena: ", network->arena_used_bytes(), " bytes");
  print_line("stack: ", mote::platform::stack_used_bytes(), " of ",
             mote::platform::stack_reserved_bytes(), " bytes");
  return 0;
}
