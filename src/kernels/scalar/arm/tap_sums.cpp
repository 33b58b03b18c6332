// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/tap_sums.h"

namespace mote::scalar {

static_assert(sizeof(DepthwiseHead) == 16 && sizeof(TapBlock) == 24, "as the loops read them");

// clang-format off
#define PIXEL(corner, sum)                \
  "ldrsb.w r12, [" corner ", r1]     \n"  \
  "mla     " sum ", r12, lr, " sum " \n"
#define TAP(step)                     \
  "ldrsb.w lr, [r0], #1         \n"   \
  PIXEL("r2", "r8") PIXEL("r3", "r9") PIXEL("r4", "r10") PIXEL("r5", "r11") \
  "add     r1, " step "         \n"

// r0 weights, r1 the tap behind the corners r2-r5, r6 r7 steps, r8-r11 sums, r12 input, lr weight.
extern "C" [[gnu::naked]] void mote_scalar_tap_sums_3x3(const DepthwiseHead* /*channel*/,
                                                        int32_t /*index*/,
                                                        const TapBlock* /*block*/,
                                                        int32_t* /*sums*/) {
  asm volatile(
      "push    {r3-r11, lr}        \n"
      "ldm     r2, {r2-r7}         \n"
      "ldr     r8, [r0], #16       \n"
      "mov     r9, r8              \n"
      "mov     r10, r8             \n"
      "mov     r11, r8             \n"
      TAP("r6") TAP("r6") TAP("r7")
      TAP("r6") TAP("r6") TAP("r7")
      TAP("r6") TAP("r6") TAP("r7")
      "pop     {r3}                \n"
      "stm     r3, {r8-r11}        \n"
      "pop     {r4-r11, pc}        \n");
}

// clang-format on

}  // namespace mote::scalar
