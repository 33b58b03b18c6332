// SPDX-License-Identifier: Apache-2.0
// Registers: r4-r9 the rows' words, r11 the lines, r12 the output, lr the bias. Stride 1: r0 r1 two
// sums that need one more column, r2 r3 the two that begin in it, r10 a word; then the two pairs
// swap their parts. 24 instructions for two outputs of 18 multiply-accumulates. Stride 2: r0 and r1
// sums that swap, r2 a word, r3 the multiplier, r10 the step or zero point; 13 for one output.
#include "kernels/cortex_m_dsp/depthwise_line.h"

// On the stack, in bytes from sp: factor, bias, second factor, zero point, step, outputs, bytes of
// the loop, offset of the rows, end of the channels, end of the loop, lines, output, channel.
// clang-format off
#define FACTOR "0"
#define BIAS "4"
#define FACTOR_2 "8"
#define STEP "16"
#define OUTPUTS "20"
#define LOOP_BYTES "24"
#define CHANNELS_END "32"
#define LOOP_END "36"
#define LINES "40"
#define CHANNEL "48"
#define ZERO_POINT "12"
#define LOAD(to, at) "ldr     " to ", [sp, #" at "] \n"

// Ends with rows, lines, output and bias in their registers.
#define BEGIN                               \
  "push    {r4-r11, lr}                \n"  \
  "sub     sp, sp, #52                 \n"  \
  "ldm     r3, {r4-r9}                 \n"  \
  "lsl     r8, r8, #3                  \n"  \
  "add     r3, sp, #12                 \n"  \
  "stm     r3, {r4-r9}                 \n"  \
  "strd    r1, r2, [sp, #" LINES "] \n"     \
  "9:                                  \n"  \
  "ldm     r0!, {r2, r3, r10}          \n"  \
  "ldrd    r11, r12, [sp, #" LINES "] \n"   \
  "stm     sp, {r2, r3, r10}           \n"  \
  "mov     lr, r3                      \n"  \
  "ldrd    r1, r2, [sp, #" LOOP_BYTES "]\n" \
  "add     r2, r2, r0                  \n"  \
  "ldm     r2, {r4-r9}                 \n"  \
  "add     r0, r0, #40                 \n"  \
  "str     r0, [sp, #" CHANNEL "] \n"       \
  "add     r1, r1, r11                 \n"  \
  "add     r2, r11, #12                \n"  \
  "add     r3, r12, #1                 \n"  \
  "strd    r2, r3, [sp, #" LINES "] \n"     \
  "str     r1, [sp, #" LOOP_END "]     \n"

#define END                                \
  LOAD("r0", CHANNEL)                      \
  LOAD("r1", CHANNELS_END)                 \
  "cmp     r0, r1                      \n" \
  "bne.w   9b                          \n" \
  "add     sp, sp, #52                 \n" \
  "pop     {r4-r11, pc}                \n"

// old0 and old1 take their last column; new0 and new1 begin with it.
#define COLUMN(old0, old1, new0, new1)                \
  "ldr     r10, [r11, #8]                         \n" \
  "smlabt  " old0 ", r10, r9, " old0 " \n"            \
  "smlad   " old1 ", r10, r9, " old1 " \n"            \
  "smlad   " new0 ", r10, r8, lr \n"                  \
  "smlatb  " new1 ", r10, r8, lr \n"                  \
  "ldr     r10, [r11, #4]                         \n" \
  "smlabt  " old0 ", r10, r7, " old0 " \n"            \
  "smlad   " old1 ", r10, r7, " old1 " \n"            \
  "smlad   " new0 ", r10, r6, " new0 " \n"            \
  "smlatb  " new1 ", r10, r6, " new1 " \n"            \
  "ldr     r10, [r11], #48                        \n" \
  "smlabt  " old0 ", r10, r5, " old0 " \n"            \
  "smlad   " old1 ", r10, r5, " old1 " \n"            \
  "smlad   " new0 ", r10, r4, " new0 " \n"            \
  "smlatb  " new1 ", r10, r4, " new1 "            \n"

#define RECTIFY(a, b)                    \
  LOAD("r10", FACTOR)                    \
  "smmulr  " a ", " a ", r10 \n"         \
  "smmulr  " b ", " b ", r10 \n"         \
  "ssat    " a ", #8, " a ", asr #12 \n" \
  "ssat    " b ", #8, " b ", asr #12              \n"

#define RESCALE(a, b)                       \
  LOAD("r10", FACTOR)                       \
  "asr     " a ", " a ", #8 \n"             \
  "asr     " b ", " b ", #8 \n"             \
  "add     lr, " a ", " a ", asr #31 \n"    \
  "smmlar  " a ", " a ", r10, lr \n"        \
  "add     lr, " b ", " b ", asr #31 \n"    \
  "smmlar  " b ", " b ", r10, lr \n"        \
  "ldrd    r10, lr, [sp, #" FACTOR_2 "] \n" \
  "smmlar  " a ", " a ", r10, lr \n"        \
  "smmlar  " b ", " b ", r10, lr \n"        \
  "ssat    " a ", #8, " a " \n"             \
  "ssat    " b ", #8, " b " \n"             \
  LOAD("lr", BIAS)

#define STORE(a, b)                      \
  "strb    " a ", [r12] \n"              \
  LOAD("r10", STEP)                      \
  "strb    " b ", [r12, r10] \n"         \
  "add     r12, r12, r10, lsl #1 \n"

#define STORE_LAST(a, b) "strb    " a ", [r12]      \n"

#define STORE_WORDS(a, b) "strd    " a ", " b ", [r12], #8 \n"
#define STORE_LAST_WORD(a, b) "str     " a ", [r12]     \n"

#define STRIDE_1(finish, store, store_last)           \
  BEGIN                                               \
  "ldr     r10, [r11, #8]                         \n" \
  "smlad   r0, r10, r8, lr                        \n" \
  "smlatb  r1, r10, r8, lr                        \n" \
  "ldr     r10, [r11, #4]                         \n" \
  "smlad   r0, r10, r6, r0                        \n" \
  "smlatb  r1, r10, r6, r1                        \n" \
  "ldr     r10, [r11], #48                        \n" \
  "smlad   r0, r10, r4, r0                        \n" \
  "smlatb  r1, r10, r4, r1                        \n" \
  LOAD("r10", OUTPUTS)                                \
  "lsrs    r10, r10, #2                           \n" \
  "bcs     2f                                     \n" \
  "beq.w   4f                                     \n" \
  "1:                                             \n" \
  COLUMN("r0", "r1", "r2", "r3")                      \
  finish("r0", "r1")                                  \
  store("r0", "r1")                                   \
  "3:                                             \n" \
  COLUMN("r2", "r3", "r0", "r1")                      \
  finish("r2", "r3")                                  \
  store("r2", "r3")                                   \
  LOAD("r10", LOOP_END)                               \
  "cmp     r11, r10                               \n" \
  "bne.w   1b                                     \n" \
  "4:                                             \n" \
  LOAD("r10", OUTPUTS)                                \
  "lsrs    r10, r10, #1                           \n" \
  "bcc     5f                                     \n" \
  "ldr     r10, [r11, #8]                         \n" \
  "smlabt  r0, r10, r9, r0                        \n" \
  "ldr     r10, [r11, #4]                         \n" \
  "smlabt  r0, r10, r7, r0                        \n" \
  "ldr     r10, [r11]                             \n" \
  "smlabt  r0, r10, r5, r0                        \n" \
  finish("r0", "r1")                                  \
  store_last("r0", "r1")                              \
  "5:                                             \n" \
  END                                                 \
  "2:                                             \n" \
  "mov     r2, r0                                 \n" \
  "mov     r3, r1                                 \n" \
  "b       3b                                     \n"

#define COLUMN_2(old, new)                            \
  "ldr     r2, [r11, #8]                          \n" \
  "smlabt  " old ", r2, r9, " old "               \n" \
  "smlad   " new ", r2, r8, lr                    \n" \
  "ldr     r2, [r11, #4]                          \n" \
  "smlabt  " old ", r2, r7, " old "               \n" \
  "smlad   " new ", r2, r6, " new "               \n" \
  "ldr     r2, [r11], #48                         \n" \
  "smlabt  " old ", r2, r5, " old "               \n" \
  "smlad   " new ", r2, r4, " new "               \n"

#define RECTIFY_2(sum)                       \
  "smmulr  " sum ", " sum ", r3 \n"          \
  "ssat    " sum ", #8, " sum ", asr #12 \n" \
  "strb    " sum ", [r12] \n"                \
  "add     r12, r12, r10                          \n"

#define RESCALE_2(sum)                     \
  "asr     " sum ", " sum ", #8 \n"        \
  "add     r2, " sum ", " sum ", asr #31 \n" \
  "smmlar  " sum ", " sum ", r3, r2 \n"    \
  LOAD("r2", FACTOR_2)                     \
  "smmlar  " sum ", " sum ", r2, r10 \n"   \
  "ssat    " sum ", #8, " sum " \n"        \
  "strb    " sum ", [r12] \n"              \
  LOAD("r2", STEP)                         \
  "add     r12, r12, r2 \n"

#define KEEP(a, b) ""
#define STORE_WORD_2(sum) "str     " sum ", [r12], #4 \n"

#define STRIDE_2(finish, r10_holds)                   \
  BEGIN                                               \
  LOAD("r3", FACTOR)                                  \
  LOAD("r10", r10_holds)                              \
  "ldr     r2, [r11, #8]                          \n" \
  "smlad   r0, r2, r8, lr                         \n" \
  "ldr     r2, [r11, #4]                          \n" \
  "smlad   r0, r2, r6, r0                         \n" \
  "ldr     r2, [r11], #48                         \n" \
  "smlad   r0, r2, r4, r0                         \n" \
  LOAD("r2", OUTPUTS)                                 \
  "lsrs    r2, r2, #1                             \n" \
  "bcs     2f                                     \n" \
  "1:                                             \n" \
  COLUMN_2("r0", "r1")                                \
  finish("r0")                                        \
  "3:                                             \n" \
  COLUMN_2("r1", "r0")                                \
  finish("r1")                                        \
  LOAD("r2", LOOP_END)                                \
  "cmp     r11, r2                                \n" \
  "bne.w   1b                                     \n" \
  END                                                 \
  "2:                                             \n" \
  "mov     r1, r0                                 \n" \
  "b       3b                                     \n"

// clang-format on
namespace mote::cortex_m_dsp {

static_assert(kRectifiedShift == 12, "as in RECTIFY");
static_assert(kLineWordsPerPair * 4 == 48 && kSlots * 4 == 12, "as in BEGIN and COLUMN");
static_assert(sizeof(DepthwiseChannel) == 52 && offsetof(DepthwiseChannel, rows) == 12 &&
                  sizeof(DepthwiseChannel::Row) == 8 && sizeof(DepthwiseLine) == 24,
              "as in BEGIN");

extern "C" {

[[gnu::naked]] void mote_dsp_depthwise_line_rectified(const DepthwiseChannel* /*channels*/,
                                                      const uint32_t* /*lines*/, int8_t* /*output*/,
                                                      const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_1(RECTIFY, STORE, STORE_LAST));
}
[[gnu::naked]] void mote_dsp_depthwise_line_exact(const DepthwiseChannel* /*channels*/,
                                                  const uint32_t* /*lines*/, int8_t* /*output*/,
                                                  const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_1(RESCALE, STORE, STORE_LAST));
}
[[gnu::naked]] void mote_dsp_depthwise_line_2_rectified(const DepthwiseChannel* /*channels*/,
                                                        const uint32_t* /*lines*/,
                                                        int8_t* /*output*/,
                                                        const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_2(RECTIFY_2, STEP));
}
[[gnu::naked]] void mote_dsp_depthwise_line_2_exact(const DepthwiseChannel* /*channels*/,
                                                    const uint32_t* /*lines*/, int8_t* /*output*/,
                                                    const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_2(RESCALE_2, ZERO_POINT));
}
[[gnu::naked]] void mote_dsp_depthwise_line_sums(const DepthwiseChannel* /*channels*/,
                                                 const uint32_t* /*lines*/, int8_t* /*output*/,
                                                 const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_1(KEEP, STORE_WORDS, STORE_LAST_WORD));
}
[[gnu::naked]] void mote_dsp_depthwise_line_2_sums(const DepthwiseChannel* /*channels*/,
                                                   const uint32_t* /*lines*/, int8_t* /*output*/,
                                                   const DepthwiseLine& /*line*/) {
  asm volatile(STRIDE_2(STORE_WORD_2, STEP));
}

}  // extern "C"
}  // namespace mote::cortex_m_dsp
