// SPDX-License-Identifier: Apache-2.0
// The part of RISC-V start-up that needs no assembly: memory, main, and what a trap says.
#include <stddef.h>
#include <stdint.h>

#include "console/console.h"
#include "mote/platform.h"
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

namespace mote::platform {

/// In assembly, because it must not use the stack that it paints.
__attribute__((naked)) uint32_t restart_stack_use() {
  __asm__ volatile(
      "la a1, mote_stack_begin\n"
      "li a2, %0\n"
      "j 2f\n"
      "1: sw a2, 0(a1)\n"
      "addi a1, a1, 4\n"
      "2: bltu a1, sp, 1b\n"
      "la a0, mote_stack_end\n"
      "sub a0, a0, sp\n"
      "ret\n"
      :
      : "i"(kStackPaint));
}

}  // namespace mote::platform
