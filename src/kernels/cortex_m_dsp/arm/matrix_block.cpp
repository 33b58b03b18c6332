// SPDX-License-Identifier: Apache-2.0
// Registers: r0 weights, r1 columns, r2-r4 sums of the first channel, r5-r7 of the second, r8 r9
// the weights, r10-r12 the columns of three pixels, lr their end. Per group and 24
// multiply-accumulates: 17 instructions. On the stack: columns, output, pixel stride, output's end,
// entry, zero point.
#include "kernels/cortex_m_dsp/matrix_block.h"

// 17 instructions of 4 bytes each; matrix_block_entry() counts on it.
// clang-format off
#define GROUP                         \
  "ldrd    r8, r9, [r0], #8     \n"   \
  "ldm     r1!, {r10-r12}       \n"   \
  "smlad   r2, r8, r10, r2      \n"   \
  "smlad   r3, r8, r11, r3      \n"   \
  "smlad   r4, r8, r12, r4      \n"   \
  "smlad   r5, r9, r10, r5      \n"   \
  "smlad   r6, r9, r11, r6      \n"   \
  "smlad   r7, r9, r12, r7      \n"   \
  "sxtb16  r8, r8               \n"   \
  "sxtb16  r9, r9               \n"   \
  "ldm     r1!, {r10-r12}       \n"   \
  "smlad   r2, r8, r10, r2      \n"   \
  "smlad   r3, r8, r11, r3      \n"   \
  "smlad   r4, r8, r12, r4      \n"   \
  "smlad   r5, r9, r10, r5      \n"   \
  "smlad   r6, r9, r11, r6      \n"   \
  "smlad   r7, r9, r12, r7      \n"

// The first group adds to the bias, which is in r2 and r5 alone.
#define SUMS                          \
  "push    {r4-r11, lr}         \n"   \
  "ldm     r2, {r3-r8}          \n"   \
  "mov     lr, r6               \n"   \
  "adr     r9, 2f               \n"   \
  "add     r7, r7, r9           \n"   \
  "orr     r7, r7, #1           \n"   \
  "push    {r1, r3-r5, r7, r8}  \n"   \
  "1:                           \n"   \
  "ldrd    r2, r5, [r0], #8     \n"   \
  "ldr     r1, [sp]             \n"   \
  "ldrd    r8, r9, [r0], #8     \n"   \
  "ldm     r1!, {r10-r12}       \n"   \
  "smlad   r3, r8, r11, r2      \n"   \
  "smlad   r4, r8, r12, r2      \n"   \
  "smlad   r2, r8, r10, r2      \n"   \
  "smlad   r6, r9, r11, r5      \n"   \
  "smlad   r7, r9, r12, r5      \n"   \
  "smlad   r5, r9, r10, r5      \n"   \
  "sxtb16  r8, r8               \n"   \
  "sxtb16  r9, r9               \n"   \
  "ldm     r1!, {r10-r12}       \n"   \
  "smlad   r2, r8, r10, r2      \n"   \
  "smlad   r3, r8, r11, r3      \n"   \
  "smlad   r4, r8, r12, r4      \n"   \
  "smlad   r5, r9, r10, r5      \n"   \
  "smlad   r6, r9, r11, r6      \n"   \
  "smlad   r7, r9, r12, r7      \n"   \
  "ldr     r12, [sp, #16]       \n"   \
  "bx      r12                  \n"   \
  ".p2align 2                   \n"   \
  "2:                           \n"   \
  ".rept   4                    \n"   \
  GROUP                               \
  ".endr                        \n"   \
  "cmp     r1, lr               \n"   \
  "bne.w   2b                   \n"

#define END                           \
  "ldr     r12, [sp, #12]       \n"   \
  "str     r10, [sp, #4]        \n"   \
  "cmp     r10, r12             \n"   \
  "bne.w   1b                   \n"   \
  "add     sp, sp, #24          \n"   \
  "pop     {r4-r11, pc}         \n"

#define STORE_BYTES                   \
  "strb    r3, [r10, r11]       \n"   \
  "strb    r4, [r10, r11, lsl #1]\n"  \
  "strb    r2, [r10], #1        \n"   \
  "strb    r6, [r10, r11]       \n"   \
  "strb    r7, [r10, r11, lsl #1]\n"  \
  "strb    r5, [r10], #1        \n"

#define RECTIFY(sum, multiplier)                    \
  "smmulr  " sum ", " sum ", " multiplier "     \n" \
  "ssat    " sum ", #8, " sum ", asr #12        \n"

#define RESCALE(sum)                                \
  "asr     " sum ", " sum ", #8                 \n" \
  "add     r10, " sum ", " sum ", asr #31       \n" \
  "smmlar  " sum ", " sum ", r8, r10            \n" \
  "smmlar  " sum ", " sum ", r9, r12            \n" \
  "ssat    " sum ", #8, " sum "                 \n"

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(kRectifiedShift == 12, "as in RECTIFY");
static_assert(offsetof(MatrixBlock, output_zero_point) == 20, "six words");

extern "C" {

[[gnu::naked]] void mote_dsp_matrix_block_rectified(const int32_t* /*weights*/,
                                                    const uint32_t* /*columns*/,
                                                    const MatrixBlock& /*block*/) {
  asm volatile(SUMS
               "ldrd    r8, r9, [r0], #8   \n"
               "ldrd    r10, r11, [sp, #4] \n" RECTIFY("r2", "r8") RECTIFY("r3", "r8")
                   RECTIFY("r4", "r8") RECTIFY("r5", "r9") RECTIFY("r6", "r9") RECTIFY("r7", "r9")
                       STORE_BYTES END);
}

[[gnu::naked]] void mote_dsp_matrix_block_exact(const int32_t* /*weights*/,
                                                const uint32_t* /*columns*/,
                                                const MatrixBlock& /*block*/) {
  asm volatile(SUMS
               "ldr     r12, [sp, #20]     \n"
               "ldrd    r8, r9, [r0], #8   \n" RESCALE("r2") RESCALE("r3")
                   RESCALE("r4") "ldrd    r8, r9, [r0], #8   \n" RESCALE("r5") RESCALE("r6")
                       RESCALE("r7") "ldrd    r10, r11, [sp, #4] \n" STORE_BYTES END);
}

[[gnu::naked]] void mote_dsp_matrix_block_sums(const int32_t* /*weights*/,
                                               const uint32_t* /*columns*/,
                                               const MatrixBlock& /*block*/) {
  asm volatile(SUMS
               "ldrd    r10, r11, [sp, #4] \n"
               "asr     r3, r3, #8         \n"
               "str     r3, [r10, r11]     \n"
               "asr     r4, r4, #8         \n"
               "str     r4, [r10, r11, lsl #1]\n"
               "asr     r2, r2, #8         \n"
               "str     r2, [r10], #4      \n"
               "asr     r6, r6, #8         \n"
               "str     r6, [r10, r11]     \n"
               "asr     r7, r7, #8         \n"
               "str     r7, [r10, r11, lsl #1]\n"
               "asr     r5, r5, #8         \n"
               "str     r5, [r10], #4      \n" END);
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
