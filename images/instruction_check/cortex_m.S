@ SPDX-License-Identifier: Apache-2.0
@ Code of known length for images/instruction_check, in instructions that Cortex-M0 has too.
  .syntax unified
  .thumb
  .text

  .macro begin name
  .section .text.\name, "ax"
  .balign 16
  .globl \name
  .type \name, %function
  .thumb_func
\name:
  push {r4, r5, lr}
  bl mote_mark
  .endm

  .macro end name
  bl mote_mark
  pop {r4, r5, pc}
  .size \name, . - \name
  .endm

  begin check_nothing
  end check_nothing

@ 1 + 1000 * 3
  begin check_loop
  ldr r4, =1000
1:
  nop
  subs r4, #1
  bne 1b
  end check_loop
  .ltorg

@ 1 + 99 * 4 + 2: the last turn leaves at its second instruction, in the middle of a straight run.
  begin check_early_exits
  movs r4, #100
1:
  subs r4, #1
  beq 2f
  nop
  b 1b
2:
  end check_early_exits

@ 1 + 50 * (1 + 20 * 2 + 2)
  begin check_nested
  movs r4, #50
1:
  movs r5, #20
2:
  subs r5, #1
  bne 2b
  subs r4, #1
  bne 1b
  end check_nested

@ 1 + 4: one of the loads is from the line of flash that was read last.
  begin check_flash_data
  adr r4, 1f
  ldr r5, [r4]
  ldr r5, [r4, #4]
  ldr r5, [r4, #32]
  ldr r5, [r4]
  end check_flash_data
  .balign 16
1:
  .space 64

@ Writes to the last word of 208 bytes of stack; leaves everything as it was.
  .section .text.check_stack, "ax"
  .globl check_stack
  .type check_stack, %function
  .thumb_func
check_stack:
  sub sp, #208
  str r0, [sp]
  add sp, #208
  bx lr
  .size check_stack, . - check_stack
