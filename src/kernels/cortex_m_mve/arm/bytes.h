// SPDX-License-Identifier: Apache-2.0
// Bytes copied and filled 16 at a time, the last ones by tail predication: nothing is read or written
// beyond.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_mve {

/// Returns the end. count: 0 or more.
inline int8_t* copy(const int8_t* from, int32_t count, int8_t* to) {
  int8_t* at = to;
  asm volatile(
      "wlstp.8   lr, %[count], 2f      \n"
      "1:                              \n"
      "vldrb.8   q0, [%[from]], #16    \n"
      "vstrb.8   q0, [%[at]], #16      \n"
      "letp      lr, 1b                \n"
      "2:                              \n"
      : [from] "+r"(from), [at] "+r"(at)
      : [count] "r"(count)
      : "lr", "d0", "d1", "memory");
  return to + count;
}

inline int8_t* fill(int8_t value, int32_t count, int8_t* to) {
  int8_t* at = to;
  asm volatile(
      "vdup.8    q0, %[value]          \n"
      "wlstp.8   lr, %[count], 2f      \n"
      "1:                              \n"
      "vstrb.8   q0, [%[at]], #16      \n"
      "letp      lr, 1b                \n"
      "2:                              \n"
      : [at] "+r"(at)
      : [value] "r"(value), [count] "r"(count)
      : "lr", "d0", "d1", "memory");
  return to + count;
}

inline void clamp_bytes(int8_t* bytes, int32_t count, int32_t low, int32_t high) {
  asm volatile(
      "vdup.8    q1, %[low]            \n"
      "vdup.8    q2, %[high]           \n"
      "wlstp.8   lr, %[count], 2f      \n"
      "1:                              \n"
      "vldrb.8   q0, [%[bytes]]        \n"
      "vmax.s8   q0, q0, q1            \n"
      "vmin.s8   q0, q0, q2            \n"
      "vstrb.8   q0, [%[bytes]], #16   \n"
      "letp      lr, 1b                \n"
      "2:                              \n"
      : [bytes] "+r"(bytes)
      : [count] "r"(count), [low] "r"(low), [high] "r"(high)
      : "lr", "d0", "d1", "d2", "d3", "d4", "d5", "memory");
}

}  // namespace mote::cortex_m_mve
