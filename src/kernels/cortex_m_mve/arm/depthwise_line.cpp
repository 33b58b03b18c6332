// SPDX-License-Identifier: Apache-2.0
// Registers: r0 r2 r4 r6 sums, r1 lines, r3 output, r5 filters, r7 bias, r8 multiplier, r9 shift, r10 zero
// point, r11 line advance, r12 output advance, lr rounds left; q0 and q1 data, q2 offsets of outputs, then
// either q3 offsets of columns and q4 to q7 the filter at four places, or q3 to q6 offsets of columns of
// four patches and q7 the filter. On the stack: lines and output of the next channel, rounds, mask, factors
// of the next channel, end of the filters, last mask, is exact.
#include "kernels/cortex_m_mve/depthwise_line.h"

// clang-format off
#define BEGIN                         \
  "push         {r4-r11, lr}        \n" \
  "vpush        {d8-d15}            \n" \
  "mov          r5, r1              \n" \
  "ldr          r7, [sp, #100]      \n" \
  "mov          r8, r7              \n" \
  "ldm          r3!, {r4, r6, r9, r10} \n" \
  "push         {r0, r2, r4, r6-r10} \n" \
  "ldm          r3!, {r10-r12}      \n" \
  "vldrw.32     q2, [r3], #16       \n" \
  "vldrw.32     q3, [r3], #16       \n"

#define NEXT_CHANNEL                  \
  "1:                               \n" \
  "ldm          sp, {r1, r3, r4, r6, r7} \n" \
  "add          r0, r1, #4          \n" \
  "add          r2, r3, #1          \n" \
  "strd         r0, r2, [sp]        \n" \
  "add          r0, r7, #12         \n" \
  "str          r0, [sp, #16]       \n"

#define FACTORS                       \
  "add          r5, r5, #16         \n" \
  "ldr          r0, [sp, #28]       \n" \
  "ldm          r7, {r7-r9}         \n" \
  "vmsr         p0, r6              \n" \
  "cbnz         r0, 4f              \n"

#define FINISH(ROUNDING)              \
  "add          r1, r1, r11         \n" \
  "vmov         q0[2], q0[0], r0, r4 \n" \
  "vmov         q0[3], q0[1], r2, r6 \n" \
  "vadd.i32     q0, q0, r7          \n" \
  "vqrdmulh.s32 q0, q0, r8          \n" ROUNDING \
  "vrshl.s32    q0, r9              \n" \
  "vadd.i32     q0, q0, r10         \n" \
  "vqmovnb.s32  q0, q0              \n" \
  "vqmovnb.s16  q0, q0              \n" \
  "vpst                             \n" \
  "vstrbt.32    q0, [r3, q2]        \n" \
  "add          r3, r3, r12         \n"

#define TIES                          \
  "vshr.s32     q1, q0, #31         \n" \
  "vadd.i32     q0, q0, q1          \n"

// Once more, for the last outputs, if they have another mask.
#define LOOPS(SUMS)                   \
  "wls          lr, r4, 3f          \n" \
  "2:                               \n" SUMS FINISH("") \
  "le           lr, 2b              \n" \
  "3:                               \n" \
  "vmrs         r0, p0              \n" \
  "ldr          r2, [sp, #24]       \n" \
  "cmp          r0, r2              \n" \
  "beq          6f                  \n" \
  "vmsr         p0, r2              \n" \
  "mov          lr, #1              \n" \
  "b            2b                  \n" \
  "4:                               \n" \
  "wls          lr, r4, 5f          \n" \
  "7:                               \n" SUMS FINISH(TIES) \
  "le           lr, 7b              \n" \
  "5:                               \n" \
  "vmrs         r0, p0              \n" \
  "ldr          r2, [sp, #24]       \n" \
  "cmp          r0, r2              \n" \
  "beq          6f                  \n" \
  "vmsr         p0, r2              \n" \
  "mov          lr, #1              \n" \
  "b            7b                  \n" \
  "6:                               \n" \
  "ldr          r0, [sp, #20]       \n" \
  "cmp          r5, r0              \n" \
  "bne          1b                  \n"

#define END                           \
  "add          sp, sp, #32         \n" \
  "vpop         {d8-d15}            \n" \
  "pop          {r4-r11, pc}        \n"

#define SQUARES                       \
  "vldrw.u32    q0, [r1, q3]        \n" \
  "vmladav.s8   r0, q0, q4          \n" \
  "vmladav.s8   r2, q0, q5          \n" \
  "vmladav.s8   r4, q0, q6          \n" \
  "vmladav.s8   r6, q0, q7          \n"

#define ROWS                          \
  "vldrw.u32    q0, [r1, q3]        \n" \
  "vmladav.s8   r0, q0, q7          \n" \
  "vldrw.u32    q1, [r1, q4]        \n" \
  "vmladav.s8   r2, q1, q7          \n" \
  "vldrw.u32    q0, [r1, q5]        \n" \
  "vmladav.s8   r4, q0, q7          \n" \
  "vldrw.u32    q1, [r1, q6]        \n" \
  "vmladav.s8   r6, q1, q7          \n"

// clang-format on
namespace mote::cortex_m_mve {

static_assert(offsetof(DepthwiseLine, outputs) == 28, "as in BEGIN");

extern "C" {

[[gnu::naked]] void mote_mve_interleave(const int8_t* const* /*rows*/, int32_t /*count*/,
                                        int8_t* /*to*/) {
  asm volatile(
      "push         {r4, r5, r6, lr}    \n"
      "mov          r6, r1              \n"
      "ldm          r0, {r0, r3-r5}     \n"
      "lsr          r1, r6, #4          \n"
      "wls          lr, r1, 2f          \n"
      "1:                               \n"
      "vldrb.8      q0, [r0], #16       \n"
      "vldrb.8      q1, [r3], #16       \n"
      "vldrb.8      q2, [r4], #16       \n"
      "vldrb.8      q3, [r5], #16       \n"
      "vst40.8      {q0, q1, q2, q3}, [r2] \n"
      "vst41.8      {q0, q1, q2, q3}, [r2] \n"
      "vst42.8      {q0, q1, q2, q3}, [r2] \n"
      "vst43.8      {q0, q1, q2, q3}, [r2]! \n"
      "le           lr, 1b              \n"
      "2:                               \n"
      "ands         r6, r6, #15         \n"
      "beq          3f                  \n"
      "vctp.8       r6                  \n"
      "vpstttt                          \n"
      "vldrbt.8     q0, [r0]            \n"
      "vldrbt.8     q1, [r3]            \n"
      "vldrbt.8     q2, [r4]            \n"
      "vldrbt.8     q3, [r5]            \n"
      "vst40.8      {q0, q1, q2, q3}, [r2] \n"
      "vst41.8      {q0, q1, q2, q3}, [r2] \n"
      "vst42.8      {q0, q1, q2, q3}, [r2] \n"
      "vst43.8      {q0, q1, q2, q3}, [r2] \n"
      "3:                               \n"
      "pop          {r4, r5, r6, pc}    \n");
}

[[gnu::naked]] void mote_mve_depthwise_squares(const int8_t* /*lines*/, const int32_t* /*filters*/,
                                               int8_t* /*output*/, const DepthwiseLine& /*line*/,
                                               const int32_t* /*factors*/) {
  asm volatile(BEGIN NEXT_CHANNEL
               "vldrb.8      q4, [r5]            \n"
               "vldrb.8      q5, [r5, #-4]       \n"
               "vldrb.8      q6, [r5, #-1]       \n"
               "vldrb.8      q7, [r5, #-5]       \n" FACTORS LOOPS(SQUARES) END);
}

[[gnu::naked]] void mote_mve_depthwise_rows(const int8_t* /*lines*/, const int32_t* /*filters*/,
                                            int8_t* /*output*/, const DepthwiseLine& /*line*/,
                                            const int32_t* /*factors*/) {
  asm volatile(BEGIN
               "ldr          r4, [r3]            \n"
               "vadd.i32     q4, q3, r4          \n"
               "vadd.i32     q5, q4, r4          \n"
               "vadd.i32     q6, q5, r4          \n" NEXT_CHANNEL
               "vldrb.8      q7, [r5]            \n" FACTORS LOOPS(ROWS) END);
}

}  // extern "C"
}  // namespace mote::cortex_m_mve
