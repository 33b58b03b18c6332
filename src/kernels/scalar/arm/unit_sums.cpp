// SPDX-License-Identifier: Apache-2.0
// The loops are some inputs long and are entered amid them for the remainder of the depth.
#include "kernels/scalar/unit_sums.h"

namespace mote::scalar {

// clang-format off
#define UNIT(row, sum)                \
  "ldrsb.w r12, [" row "], #1   \n"   \
  "mla     " sum ", r12, r11, " sum " \n"

// r0 r4 r5 r6 rows, r1 input, r2 its zero point, r3 its end, r7-r10 sums, r11 input, r12 weight. An
// input takes 9 instructions of 4 bytes, and `less` one.
#define SUMS(skip, start, less)        \
      "push    {r3-r11, lr}        \n" \
      "add     r4, r0, r2          \n" \
      "add     r5, r4, r2          \n" \
      "add     r6, r5, r2          \n" \
      "add     r3, r1, r2          \n" \
      "rsb     r2, r2, #0          \n" \
      "and     r2, r2, #7          \n" \
      "add     r2, r2, r2, lsl #" skip " \n" \
      "lsl     r11, r2, #2         \n" \
      start \
      "mov     r7, #0              \n" \
      "mov     r8, r7              \n" \
      "mov     r9, r7              \n" \
      "mov     r10, r7             \n" \
      "add     pc, r11             \n" \
      "nop                         \n" \
      "1:                          \n" \
      ".rept   8                   \n" \
      "ldrsb.w r11, [r1], #1       \n" \
      less \
      UNIT("r0", "r7") UNIT("r4", "r8") UNIT("r5", "r9") UNIT("r6", "r10") \
      ".endr                       \n" \
      "cmp     r1, r3              \n" \
      "bne.w   1b                  \n" \
      "pop     {r3}                \n" \
      "stm     r3, {r7-r10}        \n" \
      "pop     {r4-r11, pc}        \n"

extern "C" [[gnu::naked]] void mote_scalar_unit_sums(const int8_t* /*rows*/,
                                                     const int8_t* /*input*/, int32_t /*depth*/,
                                                     int32_t* /*sums*/) {
  asm volatile(SUMS("3", "", ""));
}
// Ten instructions: five times as many, twice.
extern "C" [[gnu::naked]] void mote_scalar_unit_sums_less_zero(const int8_t* /*rows*/,
                                                               const int8_t* /*input*/,
                                                               int32_t /*depth*/, int32_t* /*sums*/,
                                                               int32_t /*zero_point*/) {
  asm volatile(SUMS("2", "lsl     r11, r11, #1 \n ldr r2, [sp, #40] \n",
                    "sub.w   r11, r11, r2 \n"));
}

// clang-format on

}  // namespace mote::scalar
