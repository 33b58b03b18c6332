// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/tap_sums.h"

namespace mote::scalar {

static_assert(sizeof(DepthwiseHead) == 16 && sizeof(TapBlock) == 24, "as the loops read them");

// clang-format off
#define PIXEL(corner, sum)            \
  "ldrsb   r6, [" corner ", r4]  \n"  \
  "muls    r6, r5               \n"   \
  "add     " sum ", r6          \n"
#define TAP(index, step)              \
  "ldrb    r5, [r7, #" index "]  \n"  \
  "sxtb    r5, r5               \n"   \
  PIXEL("r0", "r8") PIXEL("r1", "r9") PIXEL("r2", "r10") PIXEL("r3", "r11") \
  "add     r4, " step "         \n"

// r0-r3 corners, r4 the tap behind them, r5 weight, r6 input, r7 weights, r8-r11 sums, r12 and lr steps.
extern "C" [[gnu::naked]] void mote_scalar_tap_sums_3x3(const DepthwiseHead* /*channel*/,
                                                        int32_t /*index*/,
                                                        const TapBlock* /*block*/,
                                                        int32_t* /*sums*/) {
  asm volatile(
      ".syntax unified             \n"
      "push    {r3-r7, lr}         \n"
      "mov     r4, r8              \n"
      "mov     r5, r9              \n"
      "mov     r6, r10             \n"
      "mov     r7, r11             \n"
      "push    {r4-r7}             \n"
      "mov     r7, r0              \n"
      "mov     r4, r1              \n"
      "ldr     r5, [r2, #16]       \n"
      "mov     r12, r5             \n"
      "ldr     r5, [r2, #20]       \n"
      "mov     lr, r5              \n"
      "ldr     r5, [r7]            \n"
      "mov     r8, r5              \n"
      "mov     r9, r5              \n"
      "mov     r10, r5             \n"
      "mov     r11, r5             \n"
      "ldmia   r2!, {r0, r1}       \n"
      "ldr     r3, [r2, #4]        \n"
      "ldr     r2, [r2]            \n"
      TAP("16", "r12") TAP("17", "r12") TAP("18", "lr")
      TAP("19", "r12") TAP("20", "r12") TAP("21", "lr")
      TAP("22", "r12") TAP("23", "r12") TAP("24", "lr")
      "mov     r0, r8              \n"
      "mov     r1, r9              \n"
      "mov     r2, r10             \n"
      "mov     r3, r11             \n"
      "pop     {r4-r7}             \n"
      "mov     r8, r4              \n"
      "mov     r9, r5              \n"
      "mov     r10, r6             \n"
      "mov     r11, r7             \n"
      "pop     {r4}                \n"
      "stmia   r4!, {r0-r3}        \n"
      "pop     {r4-r7, pc}         \n");
}

// clang-format on

}  // namespace mote::scalar
