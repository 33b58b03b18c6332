// SPDX-License-Identifier: Apache-2.0
// Copies of rows, a word at a time where both ends are at words, for the sources of this folder.
#pragma once

#include <stdint.h>

namespace mote::scalar {

inline bool is_at_word(const void* at) { return (reinterpret_cast<uintptr_t>(at) & 3) == 0; }

/// Both return the end of what they wrote.
inline int8_t* copy_bytes(const int8_t* from, int32_t count, int8_t* to) {
  if (is_at_word(from) && is_at_word(to)) {
    for (; count >= 8; count -= 8, from += 8, to += 8) {
      __builtin_memcpy(__builtin_assume_aligned(to, 4), __builtin_assume_aligned(from, 4), 8);
    }
  }
  for (int8_t* end = to + count; to != end;) *to++ = *from++;
  return to;
}
inline int8_t* fill_bytes(int8_t byte, int32_t count, int8_t* to) {
  const uint32_t word = static_cast<uint8_t>(byte) * 0x01010101U;
  if (is_at_word(to)) {
    for (; count >= 4; count -= 4, to += 4) {
      __builtin_memcpy(__builtin_assume_aligned(to, 4), &word, 4);
    }
  }
  for (int8_t* end = to + count; to != end;) *to++ = byte;
  return to;
}

}  // namespace mote::scalar
