// SPDX-License-Identifier: Apache-2.0
// The loops are some inputs long and are entered amid them for the remainder of the depth.
#include "kernels/scalar/unit_sums.h"

namespace mote::scalar {

// clang-format off
#define UNIT(row, sum)                \
  "ldrsb   r7, [" row ", r5]    \n"   \
  "muls    r7, r6               \n"   \
  "add     " sum ", r7          \n"

// r0-r3 ends of the rows, r4 of the input, r5 minus the inputs left, r6 input, r7 weight, r8-r11 sums,
// r12 minus the zero point. An input takes `bytes`, 2 an instruction; `less` takes the zero point off it.
#define SUMS(start, less, bytes)       \
      ".syntax unified             \n" \
      "push    {r3-r7, lr}         \n" \
      "mov     r4, r8              \n" \
      "mov     r5, r9              \n" \
      "mov     r6, r10             \n" \
      "mov     r7, r11             \n" \
      "push    {r4-r7}             \n" \
      start \
      "adds    r4, r1, r2          \n" \
      "rsbs    r5, r2, #0          \n" \
      "movs    r6, #3              \n" \
      "ands    r6, r5              \n" \
      "movs    r7, #" bytes "      \n" \
      "muls    r6, r7              \n" \
      "adds    r0, r0, r2          \n" \
      "adds    r1, r0, r2          \n" \
      "adds    r3, r1, r2          \n" \
      "adds    r7, r3, r2          \n" \
      "mov     r2, r3              \n" \
      "mov     r3, r7              \n" \
      "movs    r7, #0              \n" \
      "mov     r8, r7              \n" \
      "mov     r9, r7              \n" \
      "mov     r10, r7             \n" \
      "mov     r11, r7             \n" \
      "add     pc, r6              \n" \
      "nop                         \n" \
      "1:                          \n" \
      ".rept   4                   \n" \
      "ldrsb   r6, [r4, r5]        \n" \
      less \
      UNIT("r0", "r8") UNIT("r1", "r9") UNIT("r2", "r10") UNIT("r3", "r11") \
      "adds    r5, #1              \n" \
      ".endr                       \n" \
      "bne     1b                  \n" \
      "mov     r0, r8              \n" \
      "mov     r1, r9              \n" \
      "mov     r2, r10             \n" \
      "mov     r3, r11             \n" \
      "pop     {r4-r7}             \n" \
      "mov     r8, r4              \n" \
      "mov     r9, r5              \n" \
      "mov     r10, r6             \n" \
      "mov     r11, r7             \n" \
      "pop     {r4}                \n" \
      "stmia   r4!, {r0-r3}        \n" \
      "pop     {r4-r7, pc}         \n"

extern "C" [[gnu::naked]] void mote_scalar_unit_sums(const int8_t* /*rows*/,
                                                     const int8_t* /*input*/, int32_t /*depth*/,
                                                     int32_t* /*sums*/) {
  asm volatile(SUMS("", "", "28"));
}
extern "C" [[gnu::naked]] void mote_scalar_unit_sums_less_zero(const int8_t* /*rows*/,
                                                               const int8_t* /*input*/,
                                                               int32_t /*depth*/, int32_t* /*sums*/,
                                                               int32_t /*zero_point*/) {
  asm volatile(SUMS("ldr  r4, [sp, #40] \n rsbs r4, r4, #0 \n mov r12, r4 \n",
                    "add     r6, r12          \n", "30"));
}

// clang-format on

}  // namespace mote::scalar
