// SPDX-License-Identifier: Apache-2.0
// Registers: r0 count, r1 and r2 inputs, r3 output, r4 offset, r5 the second factor, q4 the first.
#include "kernels/cortex_m_mve/add_s8.h"

// Eight elements are two vectors of four sums, of the even ones and of the odd ones. The shift is 16 and
// what is left. Shifts as numbers: binutils 2.40 makes the rounding VQRSHRN of a VQSHRN.
// clang-format off
#define VQSHRNB_S32_Q2_Q2_16 ".inst.w 0xee904f44    \n"
#define VQSHRNT_S32_Q2_Q0_16 ".inst.w 0xee905f40    \n"
#define VQSHRNB_S16_Q2_Q2_6  ".inst.w 0xee8a4f44    \n"
#define VQSHRNB_S16_Q2_Q2_4  ".inst.w 0xee8c4f44    \n"

#define SUMS(SHIFT)                           \
  "vmovlb.s16   q2, q0              \n"       \
  "vmovlt.s16   q0, q0              \n"       \
  "vmlas.s32    q2, q4, r4          \n"       \
  "vmlas.s32    q0, q4, r4          \n"       \
  "vmovlb.s16   q3, q1              \n"       \
  "vmovlt.s16   q1, q1              \n"       \
  "vmla.s32     q2, q3, r5          \n"       \
  "vmla.s32     q0, q1, r5          \n"       \
  VQSHRNB_S32_Q2_Q2_16                        \
  VQSHRNT_S32_Q2_Q0_16                        \
  SHIFT

#define ADD(SHIFT)                            \
  "push         {r4, r5, r6, lr}    \n"       \
  "vpush        {d8, d9}            \n"       \
  "ldm          r0, {r0, r4-r6}     \n"       \
  "vdup.32      q4, r0              \n"       \
  "mov          r0, r5              \n"       \
  "mov          r5, r4              \n"       \
  "mov          r4, r0              \n"       \
  "lsr          r0, r6, #3          \n"       \
  "wls          lr, r0, 2f          \n"       \
  "1:                               \n"       \
  "vldrb.s16    q0, [r1], #8        \n"       \
  "vldrb.s16    q1, [r2], #8        \n"       \
  SUMS(SHIFT)                                 \
  "vstrb.16     q2, [r3], #8        \n"       \
  "le           lr, 1b              \n"       \
  "2:                               \n"       \
  "ands         r6, r6, #7          \n"       \
  "beq          3f                  \n"       \
  "vctp.16      r6                  \n"       \
  "vpstt                            \n"       \
  "vldrbt.s16   q0, [r1]            \n"       \
  "vldrbt.s16   q1, [r2]            \n"       \
  SUMS(SHIFT)                                 \
  "vpst                             \n"       \
  "vstrbt.16    q2, [r3]            \n"       \
  "3:                               \n"       \
  "vpop         {d8, d9}            \n"       \
  "pop          {r4, r5, r6, pc}    \n"

// clang-format on
namespace mote::cortex_m_mve {

[[gnu::naked]] void add_s8_shift_22(const Add& /*p*/, const int8_t* /*first*/,
                                    const int8_t* /*second*/, int8_t* /*output*/) {
  asm volatile(ADD(VQSHRNB_S16_Q2_Q2_6));
}
[[gnu::naked]] void add_s8_shift_20(const Add& /*p*/, const int8_t* /*first*/,
                                    const int8_t* /*second*/, int8_t* /*output*/) {
  asm volatile(ADD(VQSHRNB_S16_Q2_Q2_4));
}

}  // namespace mote::cortex_m_mve
