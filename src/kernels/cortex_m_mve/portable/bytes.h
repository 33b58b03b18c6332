// SPDX-License-Identifier: Apache-2.0
// What arm/bytes.h does.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote::cortex_m_mve {

/// Returns the end. count: 0 or more.
inline int8_t* copy(const int8_t* from, int32_t count, int8_t* to) {
  __builtin_memcpy(to, from, static_cast<size_t>(count));
  return to + count;
}

inline int8_t* fill(int8_t value, int32_t count, int8_t* to) {
  __builtin_memset(to, value, static_cast<size_t>(count));
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
  for (; rows > 0; --rows, from.at += from.step, to.at += to.step) {
    copy(from.at, row_bytes, to.at);
  }
}

inline void clamp_bytes(int8_t* bytes, int32_t count, int32_t low, int32_t high) {
  for (int8_t* end = bytes + count; bytes != end; ++bytes) {
    *bytes = static_cast<int8_t>(*bytes < low ? low : *bytes > high ? high : *bytes);
  }
}

}  // namespace mote::cortex_m_mve
