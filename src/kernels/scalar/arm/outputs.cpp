// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/outputs.h"

namespace mote::scalar {

static_assert(sizeof(OutputBlock) == 12 && sizeof(Factor) == 8, "as the loops read them");

// clang-format off
// r0 sums, r2 output, r4 step, r5 offset, r6 multiplier, r7 shift, r8 the sums' end, r9 2^31.
extern "C" [[gnu::naked]] void mote_scalar_write_outputs(const int32_t* /*sums*/,
                                                         const Factor* /*factor*/,
                                                         int8_t* /*output*/,
                                                         const OutputBlock* /*block*/) {
  asm volatile(
      "push    {r4-r9}             \n"
      "ldrd    r6, r7, [r1]        \n"
      "ldrd    r5, r4, [r3]        \n"
      "ldr     r8, [r3, #8]        \n"
      "sub     r9, r7, #1          \n"
      "lsl     r5, r5, r9          \n"
      "add     r8, r0, r8, lsl #2  \n"
      "mov     r9, #0x80000000     \n"
      "1:                          \n"
      "ldr     r1, [r0], #4        \n"
      "lsl     r1, r1, #1          \n"
      "smull   r3, r12, r1, r6     \n"
      "adds    r3, r3, r9          \n"
      "adc     r12, r12, #0        \n"
      // Ties away from zero: less one for negative numbers, then ties up.
      "add     r12, r12, r12, asr #31 \n"
      "add     r12, r12, r5        \n"
      "asr     r12, r12, r7        \n"
      "ssat    r12, #8, r12        \n"
      "strb    r12, [r2]           \n"
      "add     r2, r2, r4          \n"
      "cmp     r0, r8              \n"
      "bne     1b                  \n"
      "pop     {r4-r9}             \n"
      "bx      lr                  \n");
}

// clang-format on

}  // namespace mote::scalar
