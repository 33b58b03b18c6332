// SPDX-License-Identifier: Apache-2.0
// 13 instructions for a group of four of each of three pixels.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

/// See portable/widen.h.
inline uint32_t* widen_three(const int8_t* a, const int8_t* b, const int8_t* c, int32_t groups,
                             uint32_t* columns) {
  asm volatile(
      "1:                           \n"
      "ldr     r4, [%[a]], #4       \n"
      "ldr     r5, [%[b]], #4       \n"
      "ldr     r6, [%[c]], #4       \n"
      "subs    %[groups], %[groups], #1 \n"
      "sxtb16  r8, r4               \n"
      "sxtb16  r9, r5               \n"
      "sxtb16  r10, r6              \n"
      "stm     %[columns]!, {r8-r10}\n"
      "eor     r4, r4, #0x007F007F  \n"
      "eor     r5, r5, #0x007F007F  \n"
      "eor     r6, r6, #0x007F007F  \n"
      "stm     %[columns]!, {r4-r6} \n"
      "bne     1b                   \n"
      : [a] "+r"(a), [b] "+r"(b), [c] "+r"(c), [groups] "+r"(groups), [columns] "+r"(columns)
      :
      : "r4", "r5", "r6", "r8", "r9", "r10", "cc", "memory");
  return columns;
}

}  // namespace mote::cortex_m_dsp
