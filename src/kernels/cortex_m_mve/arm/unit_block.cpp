// SPDX-License-Identifier: Apache-2.0
// Registers: the sums r0 r2 r4 r6 r8 r10 r12 lr, r1 input, r5 words, r7 output, r9 units left, r11 rounds
// left; q4 and q5 the range. On the stack: zero point, depth, is exact, rounds, entry.
#include "kernels/cortex_m_mve/unit_block.h"

#include "requantize.h"

// 17 instructions of 4 bytes each; unit_block_entry() counts on it.
// clang-format off
#define STEP                          \
  "vldrb.8      q0, [r1], #16   \n"   \
  "vldrw.32     q1, [r5], #16   \n"   \
  "vmladava.s8  r0, q0, q1      \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  r2, q0, q2      \n"   \
  "vldrw.32     q1, [r5], #16   \n"   \
  "vmladava.s8  r4, q0, q1      \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  r6, q0, q2      \n"   \
  "vldrw.32     q1, [r5], #16   \n"   \
  "vmladava.s8  r8, q0, q1      \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  r10, q0, q2     \n"   \
  "vldrw.32     q1, [r5], #16   \n"   \
  "vmladava.s8  r12, q0, q1     \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  lr, q0, q2      \n"

// clang-format on
namespace mote::cortex_m_mve {

static_assert(offsetof(UnitBlock, units) == 28, "eight words");

extern "C" [[gnu::naked]] void mote_mve_unit_block(const int8_t* /*input*/,
                                                   const int32_t* /*words*/,
                                                   const UnitBlock& /*block*/, int8_t* /*output*/) {
  asm volatile(
      "push         {r4-r11, lr}        \n"
      "vpush        {d8-d11}            \n"
      "mov          r7, r3              \n"
      "mov          r5, r1              \n"
      "mov          r1, r0              \n"
      "ldm          r2, {r3, r4, r6, r8-r12} \n"
      "vdup.16      q4, r3              \n"
      "vdup.16      q5, r4              \n"
      "adr          r3, 2f              \n"
      "add          r11, r11, r3        \n"
      "orr          r11, r11, #1        \n"
      "push         {r6, r8-r11}        \n"
      "mov          r9, r12             \n"
      "mov          r11, r10            \n"
      "1:                               \n"
      "ldm          r5!, {r0, r2, r4, r6, r8, r10, r12, lr} \n"
      "ldr          pc, [sp, #16]       \n"
      ".p2align     2                   \n"
      "2:                               \n"
      ".rept        2                   \n" STEP
      ".endr                            \n"
      "subs         r11, #1             \n"
      "bne          2b                  \n"
      "vmov         q0[2], q0[0], r0, r8 \n"
      "vmov         q0[3], q0[1], r4, r12 \n"
      "vmov         q1[2], q1[0], r2, r10 \n"
      "vmov         q1[3], q1[1], r6, lr \n"
      "ldm          sp, {r0, r2, r4, r11} \n"
      "vldrw.32     q2, [r5], #16       \n"
      "vqrdmulh.s32 q0, q0, q2          \n"
      "vldrw.32     q3, [r5], #16       \n"
      "vqrdmulh.s32 q1, q1, q3          \n"
      "cbz          r4, 3f              \n" MOTE_MVE_TIES_AWAY
      "3:                               \n"
      "vldrw.32     q2, [r5], #16       \n"
      "vrshl.s32    q0, q0, q2          \n"
      "vldrw.32     q3, [r5], #16       \n"
      "vrshl.s32    q1, q1, q3          \n" MOTE_MVE_NARROW
      "vctp.16      r9                  \n"
      "sub          r1, r1, r2          \n"
      "vpst                             \n"
      "vstrbt.16    q0, [r7], #8        \n"
      "subs         r9, #8              \n"
      "bgt          1b                  \n"
      "add          sp, sp, #20         \n"
      "vpop         {d8-d11}            \n"
      "pop          {r4-r11, pc}        \n");
}

}  // namespace mote::cortex_m_mve
