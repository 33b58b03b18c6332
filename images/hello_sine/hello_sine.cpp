// SPDX-License-Identifier: Apache-2.0
// The first program to run on a new board: a network that has learned sin(x), in 8 KB of RAM.
// Ends with status 0 only if every value is right.
#include "hello_sine.h"

#include "ask.h"
#include "mote/mote.h"

namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[hello_sine_arena_bytes];

class InterpretedNetwork {
 public:
  explicit InterpretedNetwork(mote::Interpreter& interpreter) : interpreter_(interpreter) {}

  mote::Span<int8_t> input() { return interpreter_.input(0).elements_as<int8_t>(); }
  mote::Span<int8_t> output() { return interpreter_.output(0).elements_as<int8_t>(); }
  mote::Quantization input_quantization() { return interpreter_.input(0).quantization(); }
  mote::Quantization output_quantization() { return interpreter_.output(0).quantization(); }
  mote::Fault invoke() { return interpreter_.invoke(); }
  uint32_t arena_bytes() const { return interpreter_.arena_used_bytes(); }

 private:
  mote::Interpreter& interpreter_;
};

}  // namespace

int main() {
  using hello_sine_demo::fail;
  const auto model = mote::Model::verify({hello_sine, hello_sine_bytes});
  if (!model.ok()) return fail("verify the model", model.fault());
  auto interpreter = mote::Interpreter::create(*model, hello_sine_ops, arena);
  if (!interpreter.ok()) return fail("create the interpreter", interpreter.fault());
  // The program is written for these; another model would have another shape.
  if (interpreter->input(0).elements_as<int8_t>().size() != 1 ||
      interpreter->output(0).elements_as<int8_t>().size() != 1) {
    mote::console::print_line("the model is not of one int8 number each way");
    return 1;
  }
  InterpretedNetwork network(*interpreter);
  return hello_sine_demo::ask(network);
}
