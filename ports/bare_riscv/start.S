# SPDX-License-Identifier: Apache-2.0
# Start-up for RISC-V without an operating system: stack paint, global pointer, traps. One hart;
# no interrupts, no clock set-up. What C++ can do follows in start.cpp.

  .section .start, "ax"
  .globl mote_reset
mote_reset:
  csrr t0, mhartid
  bnez t0, park
  .option push
  .option norelax
  la gp, __global_pointer$
  .option pop
  la t0, trap_entry
  csrw mtvec, t0
  la t0, mote_stack_begin
  la sp, mote_stack_end
  li t1, 0xa5c3d296           # kStackPaint in semihosting/painted_stack.h
1:
  sw t1, 0(t0)
  addi t0, t0, 4
  bltu t0, sp, 1b
  call mote_start
park:
  wfi
  j park

# Traps are faults here. A fresh stack, because the old one may have overflowed.
  .balign 4
trap_entry:
  csrr a0, mcause
  csrr a1, mepc
  mv a2, sp
  la sp, mote_stack_end
  call mote_report_fault

# The three instructions that mark a semihosting trap must not be compressed, nor lie across pages.
  .section .text.mote_semihosting_call, "ax"
  .globl mote_semihosting_call
  .type mote_semihosting_call, @function
  .balign 16
mote_semihosting_call:
  .option push
  .option norvc
  slli zero, zero, 0x1f
  ebreak
  srai zero, zero, 7
  .option pop
  ret
  .size mote_semihosting_call, . - mote_semihosting_call

  .section .text.mote_mark, "ax"
  .globl mote_mark
  .type mote_mark, @function
mote_mark:
  ret
  .size mote_mark, . - mote_mark
