// SPDX-License-Identifier: Apache-2.0
// Registers: r0 weights, r1 input, r2-r5 sums, r6 from row to row and r7 three times that, r8 what
// is added to the inputs, r9 r10 inputs, r11 r12 weights, lr the input's end. Per group and 16
// multiply-accumulates: 23 instructions.
#include "kernels/cortex_m_dsp/unit_rows.h"

// 23 instructions of 4 bytes each; unit_rows_entry() counts on it.
// clang-format off
#define ROW(sum, address)                          \
  "ldr.w   r11, " address "                    \n" \
  "sxtb16  r12, r11                            \n" \
  "sxtb16  r11, r11, ror #8                    \n" \
  "smlad   " sum ", r12, r9, " sum "           \n" \
  "smlad   " sum ", r11, r10, " sum "          \n"

#define GROUP                         \
  "ldr.w   r9, [r1], #4         \n"   \
  "sxtab16 r10, r8, r9, ror #8  \n"   \
  "sxtab16 r9, r8, r9           \n"   \
  ROW("r3", "[r0, r6]")               \
  ROW("r4", "[r0, r6, lsl #1]")       \
  ROW("r5", "[r0, r7]")               \
  ROW("r2", "[r0], #4")

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(offsetof(UnitRows, less_zero_point) == 12, "four words");

extern "C" [[gnu::naked]] void mote_dsp_unit_rows(const int8_t* /*weights*/,
                                                  const int8_t* /*input*/, const UnitRows& /*rows*/,
                                                  int32_t* /*sums*/) {
  asm volatile(
      "push    {r3-r11, lr}         \n"
      "ldrd    r12, lr, [r2]        \n"
      "ldrd    r6, r8, [r2, #8]     \n"
      "adr     r4, 2f               \n"
      "add     r12, r12, r4         \n"
      "orr     r12, r12, #1         \n"
      "add     r7, r6, r6, lsl #1   \n"
      "ldm     r3, {r2-r5}          \n"
      "bx      r12                  \n"
      ".p2align 2                   \n"
      "2:                           \n"
      ".rept   4                    \n"  //
      GROUP
      ".endr                        \n"
      "cmp     r1, lr               \n"
      "bne.w   2b                   \n"
      "pop     {r6}                 \n"
      "stm     r6, {r2-r5}          \n"
      "pop     {r4-r11, pc}         \n");
}

}  // namespace mote::cortex_m_dsp
