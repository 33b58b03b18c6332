// SPDX-License-Identifier: Apache-2.0
// The part of RISC-V start-up that needs no assembly: memory, main, and what a trap says.
#include <stddef.h>
#include <stdint.h>

#include "console/console.h"
#include "semihosting/painted_stack.h"

int main();

extern "C" {

extern uint32_t mote_data_begin[];
extern uint32_t mote_data_end[];
extern const uint32_t mote_data_in_flash[];
extern uint32_t mote_bss_begin[];
extern uint32_t mote_bss_end[];

[[noreturn]] void mote_report_fault(uint32_t cause, uint32_t pc, uint32_t sp) {
  using namespace mote;
  console::print("\nfault: trap ");
  console::print(cause);
  console::print(" at ");
  console::print(console::Address{pc});
  if (sp < reinterpret_cast<uintptr_t>(mote_stack_begin)) {
    console::print(": the stack has overflowed");
  }
  console::print('\n');
  platform::exit(platform::kFaultStatus);
}

[[noreturn]] void mote_start() {
  const uint32_t* from = mote_data_in_flash;
  for (uint32_t* to = mote_data_begin; to < mote_data_end;) *to++ = *from++;
  for (uint32_t* to = mote_bss_begin; to < mote_bss_end;) *to++ = 0;
  mote::platform::exit(main());
}

}  // extern "C"
