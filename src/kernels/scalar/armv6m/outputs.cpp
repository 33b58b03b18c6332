// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/outputs.h"

namespace mote::scalar {

static_assert(sizeof(OutputBlock) == 12 && sizeof(Factor) == 8, "as the loops read them");

// clang-format off
// There is no product of 64 bits: the sum, doubled, is 2^16 h + l, the multiplier 2^16 m + n. l has a
// sign, so that each product, and the sum of those in the middle, fits a word.
// r0 sums, r1 output, r2 l, r3 scratch, r4 n, r5 m, r6 the sum, r7 its step, r8 offset, r9 2^15,
// r10 shift, r11 the sums' end.
extern "C" [[gnu::naked]] void mote_scalar_write_outputs(const int32_t* /*sums*/,
                                                         const Factor* /*factor*/,
                                                         int8_t* /*output*/,
                                                         const OutputBlock* /*block*/) {
  asm volatile(
      ".syntax unified             \n"
      "push    {r4-r7, lr}         \n"
      "mov     r4, r8              \n"
      "mov     r5, r9              \n"
      "mov     r6, r10             \n"
      "mov     r7, r11             \n"
      "push    {r4-r7}             \n"
      "ldmia   r1!, {r5, r6}       \n"
      "mov     r1, r2              \n"
      "mov     r10, r6             \n"
      "subs    r6, #1              \n"
      "ldmia   r3!, {r2, r7}       \n"
      "lsls    r2, r6              \n"
      "mov     r8, r2              \n"
      "ldr     r3, [r3]            \n"
      "lsls    r3, r3, #2          \n"
      "adds    r3, r0, r3          \n"
      "mov     r11, r3             \n"
      "uxth    r4, r5              \n"
      "asrs    r5, r5, #16         \n"
      "movs    r3, #128            \n"
      "lsls    r3, r3, #8          \n"
      "mov     r9, r3              \n"
      "1:                          \n"
      "ldmia   r0!, {r6}           \n"
      "lsls    r6, r6, #1          \n"
      "sxth    r2, r6              \n"
      "subs    r6, r6, r2          \n"
      "asrs    r6, r6, #16         \n"
      "mov     r3, r2              \n"
      "muls    r3, r4              \n"
      "asrs    r3, r3, #16         \n"
      "muls    r2, r5              \n"
      "adds    r2, r2, r3          \n"
      "mov     r3, r6              \n"
      "muls    r3, r4              \n"
      "adds    r2, r2, r3          \n"
      "add     r2, r9              \n"
      "asrs    r2, r2, #16         \n"
      "muls    r6, r5              \n"
      "adds    r6, r6, r2          \n"
      // Ties away from zero: less one for negative numbers, then ties up.
      "asrs    r2, r6, #31         \n"
      "adds    r6, r6, r2          \n"
      "add     r6, r8              \n"
      "mov     r2, r10             \n"
      "asrs    r6, r2              \n"
      "sxtb    r2, r6              \n"
      "cmp     r2, r6              \n"
      "bne     3f                  \n"
      "2:                          \n"
      "strb    r2, [r1]            \n"
      "adds    r1, r1, r7          \n"
      "cmp     r0, r11             \n"
      "bne     1b                  \n"
      "pop     {r4-r7}             \n"
      "mov     r8, r4              \n"
      "mov     r9, r5              \n"
      "mov     r10, r6             \n"
      "mov     r11, r7             \n"
      "pop     {r4-r7, pc}         \n"
      "3:                          \n"
      "asrs    r2, r6, #31         \n"
      "movs    r3, #127            \n"
      "eors    r2, r3              \n"
      "b       2b                  \n");
}

// clang-format on

}  // namespace mote::scalar
