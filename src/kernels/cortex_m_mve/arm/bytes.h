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

/// Rows of bytes.
struct ConstRows {
  const int8_t* at;
  int32_t step;
};
struct Rows {
  int8_t* at;
  int32_t step;
};

/// rows: 0 or more; row_bytes: 1 or more.
inline void copy_rows(ConstRows from, Rows to, int32_t rows, int32_t row_bytes) {
  if (row_bytes > 16) {
    for (; rows > 0; --rows, from.at += from.step, to.at += to.step) {
      copy(from.at, row_bytes, to.at);
    }
    return;
  }
  asm volatile(
      "vctp.8    %[row_bytes]          \n"
      "wls       lr, %[rows], 2f       \n"
      "1:                              \n"
      "vpstt                           \n"
      "vldrbt.8  q0, [%[from]]         \n"
      "vstrbt.8  q0, [%[to]]           \n"
      "add       %[from], %[from_step] \n"
      "add       %[to], %[to_step]     \n"
      "le        lr, 1b                \n"
      "2:                              \n"
      : [from] "+r"(from.at), [to] "+r"(to.at)
      : [from_step] "r"(from.step), [to_step] "r"(to.step), [rows] "r"(rows),
        [row_bytes] "r"(row_bytes)
      : "lr", "d0", "d1", "memory");
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
