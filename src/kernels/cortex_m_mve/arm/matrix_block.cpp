// SPDX-License-Identifier: Apache-2.0
// Registers: the sums r0 r2 r4 r6 of the first pixel, r8 r10 r12 lr of the second; r1 and r3 their
// inputs, r5 words, r7 output, r9 channels left, r11 rounds left; q4 and q5 the range. On the stack:
// zero point, pixel stride, depth, is exact, rounds, entry; then words, pairs, pixel advance, channels,
// output advance.
#include "kernels/cortex_m_mve/matrix_block.h"

#include "requantize.h"

// 14 instructions of 4 bytes each; matrix_block_entry() counts on it.
// clang-format off
#define STEP                          \
  "vldrb.8      q0, [r1], #16   \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  r0, q0, q2      \n"   \
  "vldrb.8      q1, [r3], #16   \n"   \
  "vmladava.s8  r8, q1, q2      \n"   \
  "vldrw.32     q3, [r5], #16   \n"   \
  "vmladava.s8  r2, q0, q3      \n"   \
  "vmladava.s8  r10, q1, q3     \n"   \
  "vldrw.32     q2, [r5], #16   \n"   \
  "vmladava.s8  r4, q0, q2      \n"   \
  "vmladava.s8  r12, q1, q2     \n"   \
  "vldrw.32     q3, [r5], #16   \n"   \
  "vmladava.s8  r6, q0, q3      \n"   \
  "vmladava.s8  lr, q1, q3      \n"

// clang-format on
namespace mote::cortex_m_mve {

static_assert(offsetof(MatrixBlock, output) == 48, "thirteen words");

extern "C" [[gnu::naked]] void mote_mve_matrix_block(const int8_t* /*first*/,
                                                     const int8_t* /*second*/,
                                                     const int32_t* /*words*/,
                                                     const MatrixBlock& /*block*/) {
  asm volatile(
      "push         {r4-r11, lr}        \n"
      "vpush        {d8-d11}            \n"
      "ldm          r3!, {r4-r9}        \n"
      "vdup.16      q4, r4              \n"
      "vdup.16      q5, r5              \n"
      "push         {r2, r6-r9}         \n"
      "mov          r9, r8              \n"
      "mov          r5, r2              \n"
      "ldm          r3, {r4, r6-r8, r10-r12} \n"
      "mov          r3, r1              \n"
      "mov          r1, r0              \n"
      "adr          r2, 2f              \n"
      "add          r11, r11, r2        \n"
      "orr          r11, r11, #1        \n"
      "push         {r4, r6-r8, r10, r11} \n"
      "mov          r7, r12             \n"
      "mov          r11, r10            \n"
      "1:                               \n"
      "ldm          r5, {r0, r2, r4, r6} \n"
      "ldm          r5!, {r8, r10, r12, lr} \n"
      "ldr          pc, [sp, #20]       \n"
      ".p2align     2                   \n"
      "2:                               \n"
      ".rept        4                   \n" STEP
      ".endr                            \n"
      "subs         r11, #1             \n"
      "bne          2b                  \n"
      "vmov         q0[2], q0[0], r0, r4 \n"
      "vmov         q0[3], q0[1], r2, r6 \n"
      "vmov         q1[2], q1[0], r8, r12 \n"
      "vmov         q1[3], q1[1], r10, lr \n"
      "ldm          sp, {r0, r2, r4, r6, r11} \n"
      "vldrw.32     q2, [r5], #16       \n"
      "vqrdmulh.s32 q0, q0, q2          \n"
      "vqrdmulh.s32 q1, q1, q2          \n"
      "vldrw.32     q3, [r5], #16       \n"
      "cbz          r6, 3f              \n" MOTE_MVE_TIES_AWAY
      "3:                               \n"
      "vrshl.s32    q0, q0, q3          \n"
      "vrshl.s32    q1, q1, q3          \n" MOTE_MVE_NARROW
      "add          r0, r7, r2          \n"
      "vctp.32      r9                  \n"
      "vshr.u32     q1, q0, #16         \n"
      "vpstt                            \n"
      "vstrbt.32    q0, [r7], #4        \n"
      "vstrbt.32    q1, [r0]            \n"
      "sub          r1, r1, r4          \n"
      "sub          r3, r3, r4          \n"
      "subs         r9, #4              \n"
      "bgt          1b                  \n"
      "add          lr, sp, #24         \n"
      "ldm          lr, {r5, r6, r8-r10} \n"
      "add          r1, r1, r8          \n"
      "add          r3, r3, r8          \n"
      "add          r7, r7, r10         \n"
      "subs         r6, #1              \n"
      "str          r6, [sp, #28]       \n"
      "bgt          1b                  \n"
      "add          sp, sp, #44         \n"
      "vpop         {d8-d11}            \n"
      "pop          {r4-r11, pc}        \n");
}

}  // namespace mote::cortex_m_mve
