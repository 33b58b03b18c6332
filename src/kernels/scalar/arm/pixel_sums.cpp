// SPDX-License-Identifier: Apache-2.0
// Registers: r0 the chunks, r1 columns, r2 r3 a column, r4 weight. The chunk's sums begin at 2^15 and
// are brought to the words' and the upper halves' after it. A weight takes kStepBytes on both cores, and
// so do the sums after a chunk: bytes of the chunks are bytes that a jump leaves out.
#include "kernels/scalar/pixel_sums.h"

namespace mote::scalar {

static_assert(kMostWeights == 16 && kStepBytes == 14, "as the loops have it");
static_assert(sizeof(PixelHead) == 16, "as the loops read it");

// clang-format off
// r5 r6 the chunk's sums, r7 r8 words, r9 r10 upper halves, r11 2^15.
extern "C" [[gnu::naked]] const int8_t* mote_scalar_pixel_sums(const PixelHead* /*channel*/,
                                                               const uint32_t* /*columns*/,
                                                               int32_t* /*sums*/) {
  asm volatile(
      "push    {r2, r4-r11, lr}    \n"
      "ldrd    r9, r7, [r0], #16   \n"
      "mov     r8, r7              \n"
      "mov     r10, r9             \n"
      "mov.w   r11, #0x8000        \n"
      "1:                          \n"
      "ldrsb.w r4, [r0], #1        \n"
      "ldm     r1!, {r2, r3}       \n"
      "mla     r5, r2, r4, r11     \n"
      "mla     r6, r3, r4, r11     \n"
      "ldrb.w  r4, [r0], #1        \n"
      "add     pc, r4              \n"
      "nop                         \n"
      ".rept   15                  \n"
      "ldrsb.w r4, [r0], #1        \n"
      "ldm     r1!, {r2, r3}       \n"
      "mla     r5, r2, r4, r5      \n"
      "mla     r6, r3, r4, r6      \n"
      ".endr                       \n"
      "add     r7, r5              \n"
      "add.w   r9, r9, r5, asr #16 \n"
      "add     r8, r6              \n"
      "add.w   r10, r10, r6, asr #16 \n"
      "b.n     1b                  \n"
      "pop     {r2}                \n"
      "sub     r7, r7, r9, lsl #16 \n"
      "sub     r8, r8, r10, lsl #16 \n"
      "stm     r2, {r7-r10}        \n"
      "pop     {r4-r11, pc}        \n");
}

// clang-format on

}  // namespace mote::scalar
