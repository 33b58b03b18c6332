// SPDX-License-Identifier: Apache-2.0
// Registers: r0 weights, r1 input, r2-r5 sums, r6-r9 weights of a group, r10 r11 its columns, r12
// output, lr the input's end. 16 instructions for 16 multiply-accumulates. On the stack: the input,
// where the loop begins, the output's end, the zero point.
#include "kernels/cortex_m_dsp/unit_block.h"

// 16 instructions of 4 bytes each; unit_block_entry() counts on it.
// clang-format off
#define GROUP                         \
  "ldr     r10, [r1], #4          \n" \
  "ldm     r0!, {r6-r9}           \n" \
  "sxtb16  r11, r10               \n" \
  "smlad   r2, r6, r11, r2        \n" \
  "smlad   r3, r7, r11, r3        \n" \
  "smlad   r4, r8, r11, r4        \n" \
  "smlad   r5, r9, r11, r5        \n" \
  "eor     r10, r10, #0x007F007F  \n" \
  "sxtb16  r6, r6                 \n" \
  "sxtb16  r7, r7                 \n" \
  "sxtb16  r8, r8                 \n" \
  "sxtb16  r9, r9                 \n" \
  "smlad   r2, r6, r10, r2        \n" \
  "smlad   r3, r7, r10, r3        \n" \
  "smlad   r4, r8, r10, r4        \n" \
  "smlad   r5, r9, r10, r5        \n"

#define SUMS                          \
  "push    {r4-r11, lr}           \n" \
  "mov     r12, r2                \n" \
  "ldm     r3, {r4-r7}            \n" \
  "mov     lr, r4                 \n" \
  "adr     r2, 2f                 \n" \
  "add     r5, r5, r2             \n" \
  "orr     r5, r5, #1             \n" \
  "push    {r1, r5-r7}            \n" \
  "1:                             \n" \
  "ldm     r0!, {r2-r5}           \n" \
  "ldrd    r1, r11, [sp]          \n" \
  "bx      r11                    \n" \
  ".p2align 2                     \n" \
  "2:                             \n" \
  ".rept   4                      \n" \
  GROUP                               \
  ".endr                          \n" \
  "cmp     r1, lr                 \n" \
  "bne.w   2b                     \n"

#define END                           \
  "ldr     r10, [sp, #8]          \n" \
  "cmp     r12, r10               \n" \
  "bne.w   1b                     \n" \
  "add     sp, sp, #16            \n" \
  "pop     {r4-r11, pc}           \n"

#define RECTIFY(sum, multiplier)                    \
  "smmulr  " sum ", " sum ", " multiplier "     \n" \
  "ssat    " sum ", #8, " sum ", asr #12        \n" \
  "strb    " sum ", [r12], #1                   \n"

#define MULTIPLY(sum, multiplier)                   \
  "asr     " sum ", " sum ", #8                 \n" \
  "add     r10, " sum ", " sum ", asr #31       \n" \
  "smmlar  " sum ", " sum ", " multiplier ", r10\n"

#define DIVIDE(sum, power)                          \
  "smmlar  " sum ", " sum ", " power ", r10     \n" \
  "ssat    " sum ", #8, " sum "                 \n" \
  "strb    " sum ", [r12], #1                   \n"

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(kRectifiedShift == 12, "as in RECTIFY");
static_assert(offsetof(UnitBlock, output_zero_point) == 12, "four words");

extern "C" {

[[gnu::naked]] void mote_dsp_unit_block_rectified(const int32_t* /*weights*/,
                                                  const int8_t* /*input*/, void* /*output*/,
                                                  const UnitBlock& /*block*/) {
  asm volatile(SUMS "ldm     r0!, {r6-r9}       \n" RECTIFY("r2", "r6") RECTIFY("r3", "r7")
                   RECTIFY("r4", "r8") RECTIFY("r5", "r9") END);
}

[[gnu::naked]] void mote_dsp_unit_block_exact(const int32_t* /*weights*/, const int8_t* /*input*/,
                                              void* /*output*/, const UnitBlock& /*block*/) {
  asm volatile(SUMS
               "ldm     r0!, {r6-r9}       \n"
               MULTIPLY("r2", "r6") MULTIPLY("r3", "r7") MULTIPLY("r4", "r8")
               MULTIPLY("r5", "r9")
               "ldm     r0!, {r6-r9}       \n"
               "ldr     r10, [sp, #12]     \n"
               DIVIDE("r2", "r6") DIVIDE("r3", "r7") DIVIDE("r4", "r8") DIVIDE("r5", "r9")
               END);
}

[[gnu::naked]] void mote_dsp_unit_block_sums(const int32_t* /*weights*/, const int8_t* /*input*/,
                                             void* /*output*/, const UnitBlock& /*block*/) {
  asm volatile(SUMS
               "asr     r2, r2, #8         \n"
               "asr     r3, r3, #8         \n"
               "asr     r4, r4, #8         \n"
               "asr     r5, r5, #8         \n"
               "stm     r12!, {r2-r5}      \n" END);
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
