// SPDX-License-Identifier: Apache-2.0
// Runs any one model once, with marks around verification, creation and every operator, so that
// tools/emulator/run.py --count tells what each costs. The input is a pattern, not data.
#include "console/console.h"
#include "marks/marks.h"
#include "mote/mote.h"
#include "profile_model.h"

namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[profile_model_arena_bytes];

int fail(const char* what, const mote::Fault& f) {
  mote::console::print_line("cannot ", what, "; on the host: mote explain ",
                            static_cast<int>(f.error), ' ', static_cast<int>(f.check), ' ',
                            static_cast<int>(f.op_index), ' ', f.detail);
  return 1;
}

/// Bytes of every size for integers; zeros for floats, where a pattern could be no number.
void fill(const mote::Tensor& input) {
  const bool is_float = input.type() == mote::TensorType::Float32;
  uint8_t next = 11;
  for (uint8_t& byte : input.raw()) {
    byte = is_float ? 0 : next;
    next = static_cast<uint8_t>(next + 37);
  }
}

}  // namespace

int main() {
  using mote::marks::label;

  mote_mark();
  const auto model = mote::Model::verify({profile_model, profile_model_bytes});
  mote_mark();
  label("verify");
  if (!model.ok()) return fail("verify the model", model.fault());

  mote_mark();
  auto network = mote::Interpreter::create(*model, profile_model_ops, arena);
  mote_mark();
  label("create");
  if (!network.ok()) return fail("create the interpreter", network.fault());

  for (uint32_t i = 0; i < network->input_count(); ++i) fill(network->input(i));
  for (uint16_t step = 0; step < network->step_count(); ++step) {
    mote_mark();
    const mote::Fault fault = network->run_step(step);
    mote_mark();
    label("step ", static_cast<unsigned>(step));
    if (!fault.ok()) return fail("run the model", fault);
  }
  mote::console::print_line("arena: ", network->arena_used_bytes(), " of ", sizeof(arena),
                            " bytes");
  mote::console::print_line("stack: ", mote::platform::stack_used_bytes(), " of ",
                            mote::platform::stack_reserved_bytes(), " bytes");
  return 0;
}
