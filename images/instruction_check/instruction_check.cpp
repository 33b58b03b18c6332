// SPDX-License-Identifier: Apache-2.0
// Code whose executed instructions were counted by hand, to check the emulator's count to the last
// one: tools/emulator/check_counts.py. Each label ends with the number that must come out; cycles are
// those of a Cortex-M4 whose pipeline takes 2 to refill after a taken branch, waits are for its flash.
#include "console/console.h"
#include "marks/marks.h"
#include "mote/platform.h"

extern "C" {
// Each puts a pair of marks around a known number of instructions; see the assembly files.
void check_nothing();
void check_loop();
void check_early_exits();
void check_nested();
void check_flash_data();
// Uses kStackBytes of stack.
void check_stack();
}

namespace {

constexpr uint32_t kStackBytes = 208;

/// The port's measure of the stack against a depth that is known.
bool stack_is_right() {
  const uint32_t before = mote::platform::restart_stack_use();
  check_stack();
  const uint32_t depth = mote::platform::stack_used_bytes() - before;
  mote::console::print_line("stack of ", kStackBytes, ": measured ", depth);
  return depth == kStackBytes;
}

}  // namespace

int main() {
  check_nothing();
  mote::marks::label("nothing between the marks (0 cycles, 0 waits) = 0");
  // 1 to load the counter, then 1000 turns of 3. 999 branches are taken; a Cortex-M4
  // loads the counter by MOV.
  check_loop();
  mote::marks::label("1000 turns of 3 (4999 cycles, 0 waits) = 3001");
  // 1 to load the counter, 99 turns of 4, and 2 of the last. 100 branches are taken.
  check_early_exits();
  mote::marks::label("100 turns of 4 left early (599 cycles, 0 waits) = 399");
  // 1, then 50 turns of (1 + 20 turns of 2 + 2). 50 * 19 + 49 branches are taken, 49 of them back from
  // one line of flash to the one before.
  check_nested();
  mote::marks::label("50 turns around 20 of 2 (4149 cycles, 49 waits) = 2151");
  // 1 for the address, 4 loads in a row, from lines 0, 0, 2, 0.
  check_flash_data();
  mote::marks::label("loads from three lines of flash (6 cycles, 3 waits) = 5");
  return stack_is_right() ? 0 : 1;
}
