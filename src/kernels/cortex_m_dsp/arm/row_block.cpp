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

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(offsetof(RowBlock, columns_end) == 4, "two words");

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
