// SPDX-License-Identifier: Apache-2.0
// Hears "yes" and "no" with an interpreted network. Ends with status 0 when the sound does; whether
// the right words were heard is for the listener to say (tools/demo.py).
#include "keyword_spotting.h"

#include "listen.h"
#include "mote/mote.h"

namespace {

alignas(mote::kArenaAlignmentBytes) uint8_t arena[keyword_spotting_arena_bytes];

class InterpretedNetwork {
 public:
  explicit InterpretedNetwork(mote::Interpreter& interpreter) : interpreter_(interpreter) {}

  mote::Span<int8_t> input() { return interpreter_.input(0).elements_as<int8_t>(); }
  mote::Span<int8_t> output() { return interpreter_.output(0).elements_as<int8_t>(); }
  mote::Fault invoke() { return interpreter_.invoke(); }

  /// Marks around each operator.
  mote::Fault invoke_counted() {
    do {
      const int step = interpreter_.next_step();
      mote_mark();
      const mote::Fault fault = interpreter_.invoke_step();
      mote_mark();
      if (!fault.ok()) return fault;
      mote::marks::label("operator ", step);
    } while (interpreter_.next_step() != 0);
    return {};
  }

  uint32_t arena_bytes() const { return interpreter_.arena_used_bytes(); }

 private:
  mote::Interpreter& interpreter_;
};

}  // namespace

int main() {
  using keyword_spotting_demo::fail;
  mote_mark();
  const auto model = mote::Model::verify(keyword_spotting);
  mote_mark();
  mote::marks::label("verify");
  if (!model.ok()) return fail("verify the model", model.fault());
  mote_mark();
  auto interpreter = mote::Interpreter::create(*model, keyword_spotting_ops, arena);
  mote_mark();
  mote::marks::label("prepare and plan");
  if (!interpreter.ok()) return fail("create the interpreter", interpreter.fault());
  InterpretedNetwork network(*interpreter);
  static keyword_spotting_demo::WindowedNetwork<InterpretedNetwork> windowed(network);
  return keyword_spotting_demo::listen(windowed);
}
