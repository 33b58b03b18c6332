// SPDX-License-Identifier: Apache-2.0
// Start-up for Cortex-M without an operating system: vectors, memory, stack paint, faults. No
// interrupts, no clock set-up: the core runs as it comes out of reset.
#include <stddef.h>
#include <stdint.h>

#include "allow_vectors.h"  // of plain or helium
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

void mote_reset();
void mote_fault();

[[noreturn]] void mote_report_fault(uint32_t exception, uint32_t pc, uint32_t lr) {
  using namespace mote;
  console::print("\nfault: exception ");
  console::print(exception);
  if (pc != 0) {
    console::print(" at ");
    console::print(console::Address{pc});
    console::print(", called from ");
    console::print(console::Address{lr});
  } else {
    console::print(": the stack has overflowed");
  }
  console::print('\n');
  platform::exit(platform::kFaultStatus);
}

/// Every exception: none is expected. Reads what the core pushed, if the stack still held it, then
/// takes a fresh stack.
__attribute__((naked)) void mote_fault() {
  __asm__ volatile(
      ".syntax unified\n"
      "mrs r3, msp\n"
      "mrs r0, ipsr\n"
      "movs r1, #0\n"
      "movs r2, #0\n"
      "ldr r4, =mote_stack_begin\n"
      "ldr r5, =mote_stack_end\n"
      "mov sp, r5\n"
      "cmp r3, r4\n"
      "blo 1f\n"
      "cmp r3, r5\n"
      "bhs 1f\n"
      "ldr r1, [r3, #24]\n"  // pc
      "ldr r2, [r3, #20]\n"  // lr
      "1: ldr r4, =mote_report_fault\n"
      "bx r4\n"
      ".ltorg\n");
}

/// The trap of semihosting on cores that only know Thumb.
__attribute__((naked)) intptr_t mote_semihosting_call(intptr_t, const void*) {
  __asm__ volatile("bkpt 0xab\n bx lr\n");
}

__attribute__((naked)) void mote_mark() { __asm__ volatile("bx lr\n"); }

[[noreturn]] void mote_start() {
  const uint32_t* from = mote_data_in_flash;
  for (uint32_t* to = mote_data_begin; to < mote_data_end;) *to++ = *from++;
  for (uint32_t* to = mote_bss_begin; to < mote_bss_end;) *to++ = 0;
  mote::platform::exit(main());
}

/// Naked, because it paints the very stack that a C++ function would use.
__attribute__((naked)) void mote_reset() {
  __asm__ volatile(".syntax unified\n" MOTE_ALLOW_VECTORS
                   "ldr r0, =mote_stack_begin\n"
                   "ldr r1, =mote_stack_end\n"
                   "ldr r2, =%c0\n"
                   "1: str r2, [r0]\n"
                   "adds r0, #4\n"
                   "cmp r0, r1\n"
                   "blo 1b\n"
                   "bl mote_start\n"
                   ".ltorg\n"
                   :
                   : "i"(mote::platform::kStackPaint));
}

}  // extern "C"

namespace {

using Handler = void (*)();

struct Vectors {
  uint32_t* stack_end;
  Handler reset;
  Handler exceptions[14];  ///< 2 to 15: faults, calls, SysTick
};

__attribute__((section(".vectors"), used)) const Vectors vectors = {
    mote_stack_end,
    mote_reset,
    {mote_fault, mote_fault, mote_fault, mote_fault, mote_fault, mote_fault, mote_fault, mote_fault,
     mote_fault, mote_fault, mote_fault, mote_fault, mote_fault, mote_fault}};

}  // namespace

namespace mote::platform {

/// In assembly, because it must not use the stack that it paints.
__attribute__((naked)) uint32_t restart_stack_use() {
  __asm__ volatile(
      ".syntax unified\n"
      "ldr r0, =mote_stack_begin\n"
      "ldr r1, =%c0\n"
      "mov r2, sp\n"
      "b 2f\n"
      "1: str r1, [r0]\n"
      "adds r0, #4\n"
      "2: cmp r0, r2\n"
      "blo 1b\n"
      "ldr r0, =mote_stack_end\n"
      "subs r0, r0, r2\n"
      "bx lr\n"
      ".ltorg\n"
      :
      : "i"(kStackPaint));
}

}  // namespace mote::platform
