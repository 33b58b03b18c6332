# SPDX-License-Identifier: Apache-2.0
# Code of known length for images/instruction_check.
  .text

  .macro begin name
  .section .text.\name, "ax"
  .globl \name
  .type \name, @function
\name:
  addi sp, sp, -16
  sw ra, 12(sp)
  sw s0, 8(sp)
  sw s1, 4(sp)
  jal ra, mote_mark
  .endm

  .macro end name
  jal ra, mote_mark
  lw ra, 12(sp)
  lw s0, 8(sp)
  lw s1, 4(sp)
  addi sp, sp, 16
  ret
  .size \name, . - \name
  .endm

  begin check_nothing
  end check_nothing

# 1 + 4
  begin check_flash_data
  auipc s0, 0
  lb s1, 0(s0)
  lb s1, 4(s0)
  lb s1, 32(s0)
  lb s1, 0(s0)
  end check_flash_data

# 1 + 1000 * 3
  begin check_loop
  li s0, 1000
1:
  nop
  addi s0, s0, -1
  bnez s0, 1b
  end check_loop

# 1 + 99 * 4 + 2: the last turn leaves at its second instruction, in the middle of a straight run.
  begin check_early_exits
  li s0, 100
1:
  addi s0, s0, -1
  beqz s0, 2f
  nop
  j 1b
2:
  end check_early_exits

# 1 + 50 * (1 + 20 * 2 + 2)
  begin check_nested
  li s0, 50
1:
  li s1, 20
2:
  addi s1, s1, -1
  bnez s1, 2b
  addi s0, s0, -1
  bnez s0, 1b
  end check_nested

# Writes to the last word of 208 bytes of stack; leaves everything as it was.
  .section .text.check_stack, "ax"
  .globl check_stack
  .type check_stack, @function
check_stack:
  addi sp, sp, -208
  sw a0, 0(sp)
  addi sp, sp, 208
  ret
  .size check_stack, . - check_stack
