// SPDX-License-Identifier: Apache-2.0
// Registers: r0 weights, r1 columns, r2-r5 sums, r6-r9 columns of four pixels, r10 r11 the weights,
// lr the columns' end. Per group and 16 multiply-accumulates: 13 instructions.
#include "kernels/cortex_m_dsp/row_block.h"

// 13 instructions of 4 bytes each; row_block_entry() counts on it.
// clang-format off
#define GROUP                         \
  "ldr.w   r10, [r0], #4        \n"   \
  "ldm.w   r1!, {r6-r9}         \n"   \
  "sxtb16  r11, r10             \n"   \
  "smlad   r2, r11, r6, r2      \n"   \
  "smlad   r3, r11, r7, r3      \n"   \
  "smlad   r4, r11, r8, r4      \n"   \
  "smlad   r5, r11, r9, r5      \n"   \
  "ldm.w   r1!, {r6-r9}         \n"   \
  "sxtb16  r10, r10, ror #8     \n"   \
  "smlad   r2, r10, r6, r2      \n"   \
  "smlad   r3, r10, r7, r3      \n"   \
  "smlad   r4, r10, r8, r4      \n"   \
  "smlad   r5, r10, r9, r5      \n"

#define GROUPS                        \
  ".p2align 2                   \n"   \
  "2:                           \n"   \
  ".rept   4                    \n"   \
  GROUP                               \
  ".endr                        \n"   \
  "cmp     r1, lr               \n"   \
  "bne.w   2b                   \n"

// As "exact" of requantization.h, by r10 and r11, with the output's zero point in r7.
#define RESCALE(sum)                                \
  "add     r1, " sum ", " sum ", asr #31        \n" \
  "smmlar  " sum ", " sum ", r10, r1            \n" \
  "smmlar  " sum ", " sum ", r11, r7            \n" \
  "ssat    " sum ", #8, " sum "                 \n"

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(offsetof(RowBlock, columns_end) == 4, "two words");
static_assert(offsetof(RowBlockChannels, zero_point) == 28, "as the loop loads them");
static_assert(offsetof(RowBlockChannels, output_end) == 56, "as the loop loads them");

extern "C" [[gnu::naked]] void mote_dsp_row_block(const int8_t* /*weights*/,
                                                  const uint32_t* /*columns*/,
                                                  const RowBlock& /*block*/, int32_t* /*sums*/) {
  asm volatile(
      "push    {r3-r11, lr}         \n"
      "ldrd    r12, lr, [r2]        \n"
      "ldr     r2, [r3]             \n"
      "adr     r4, 2f               \n"
      "add     r12, r12, r4         \n"
      "orr     r12, r12, #1         \n"
      "mov     r3, r2               \n"
      "mov     r4, r2               \n"
      "mov     r5, r2               \n"
      "bx      r12                  \n"
      // clang-format off
      GROUPS
      // clang-format on
      "pop     {r6}                 \n"
      "stm     r6, {r2-r5}          \n"
      "pop     {r4-r11, pc}         \n");
}

// r12 holds the channels' block.
extern "C" [[gnu::naked]] void mote_dsp_row_block_channels(const int8_t* /*weights*/,
                                                           RowBlockChannels& /*channels*/) {
  asm volatile(
      "push    {r4-r11, lr}         \n"
      "mov     r12, r1              \n"
      "ldrd    r4, lr, [r12]        \n"
      "adr     r5, 2f               \n"
      "add     r4, r4, r5           \n"
      "orr     r4, r4, #1           \n"
      "str     r4, [r12, #12]       \n"
      "1:                           \n"
      "ldrd    r6, r7, [r12, #16]   \n"
      "ldrd    r1, r8, [r12, #8]    \n"
      "ldr     r2, [r6]             \n"
      "add     r6, r6, r7           \n"
      "str     r6, [r12, #16]       \n"
      "mov     r3, r2               \n"
      "mov     r4, r2               \n"
      "mov     r5, r2               \n"
      "bx      r8                   \n"
      // clang-format off
      GROUPS
      "ldrd    r6, r7, [r12, #24]   \n"
      "ldrd    r8, r9, [r12, #32]   \n"
      "sub     r0, r0, r6           \n"
      "ldrd    r10, r11, [r8]       \n"
      "add     r8, r8, r9           \n"
      "str     r8, [r12, #32]       \n"
      RESCALE("r2") RESCALE("r3") RESCALE("r4") RESCALE("r5")
      // clang-format on
      "ldrd    r8, r9, [r12, #40]   \n"
      "ldrd    r6, r7, [r12, #48]   \n"
      "strb    r5, [r8, r7]         \n"
      "strb    r4, [r8, r6]         \n"
      "strb    r3, [r8, r9]         \n"
      "strb    r2, [r8], #1         \n"
      "ldr     r9, [r12, #56]       \n"
      "str     r8, [r12, #40]       \n"
      "cmp     r8, r9               \n"
      "bne.w   1b                   \n"
      "pop     {r4-r11, pc}         \n");
}

}  // namespace mote::cortex_m_dsp
