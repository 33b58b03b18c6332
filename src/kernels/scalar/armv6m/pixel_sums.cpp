// SPDX-License-Identifier: Apache-2.0
// Registers: r0 the chunks, r1 columns, r2 r3 a column, r4 weight. The chunk's sums begin at 2^15 and
// are brought to the words' and the upper halves' after it. A weight takes kStepBytes on both cores, and
// so do the sums after a chunk: bytes of the chunks are bytes that a jump leaves out.
#include "kernels/scalar/pixel_sums.h"

namespace mote::scalar {

static_assert(kMostWeights == 16 && kStepBytes == 14, "as the loops have it");
static_assert(sizeof(PixelHead) == 16, "as the loops read it");

// clang-format off
// r5 zero, r6 r7 the chunk's sums, r8 2^15, r9 r10 words, r11 r12 upper halves.
extern "C" [[gnu::naked]] const int8_t* mote_scalar_pixel_sums(const PixelHead* /*channel*/,
                                                               const uint32_t* /*columns*/,
                                                               int32_t* /*sums*/) {
  asm volatile(
      ".syntax unified             \n"
      "push    {r4-r7, lr}         \n"
      "mov     r4, r8              \n"
      "mov     r5, r9              \n"
      "mov     r6, r10             \n"
      "mov     r7, r11             \n"
      "push    {r2, r4-r7}         \n"
      "ldr     r3, [r0]            \n"
      "ldr     r2, [r0, #4]        \n"
      "adds    r0, #16             \n"
      "mov     r9, r2              \n"
      "mov     r10, r2             \n"
      "mov     r11, r3             \n"
      "mov     r12, r3             \n"
      "movs    r5, #128            \n"
      "lsls    r5, r5, #8          \n"
      "mov     r8, r5              \n"
      "movs    r5, #0              \n"
      "1:                          \n"
      "ldrsb   r4, [r0, r5]        \n"
      "ldmia   r1!, {r6, r7}       \n"
      "muls    r6, r4              \n"
      "muls    r7, r4              \n"
      "add     r6, r8              \n"
      "add     r7, r8              \n"
      "ldrb    r4, [r0, #1]        \n"
      "adds    r0, #2              \n"
      "add     pc, r4              \n"
      "nop                         \n"
      ".rept   15                  \n"
      "ldrsb   r4, [r0, r5]        \n"
      "adds    r0, #1              \n"
      "ldmia   r1!, {r2, r3}       \n"
      "muls    r2, r4              \n"
      "muls    r3, r4              \n"
      "adds    r6, r2              \n"
      "adds    r7, r3              \n"
      ".endr                       \n"
      "add     r9, r6              \n"
      "asrs    r6, r6, #16         \n"
      "add     r11, r6             \n"
      "add     r10, r7             \n"
      "asrs    r7, r7, #16         \n"
      "add     r12, r7             \n"
      "b       1b                  \n"
      "pop     {r2}                \n"
      "mov     r6, r11             \n"
      "mov     r7, r12             \n"
      "lsls    r3, r6, #16         \n"
      "mov     r4, r9              \n"
      "subs    r4, r4, r3          \n"
      "lsls    r3, r7, #16         \n"
      "mov     r5, r10             \n"
      "subs    r5, r5, r3          \n"
      "stmia   r2!, {r4-r7}        \n"
      "pop     {r4-r7}             \n"
      "mov     r8, r4              \n"
      "mov     r9, r5              \n"
      "mov     r10, r6             \n"
      "mov     r11, r7             \n"
      "pop     {r4-r7, pc}         \n");
}

// clang-format on

}  // namespace mote::scalar
