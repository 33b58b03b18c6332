// SPDX-License-Identifier: Apache-2.0
// Copies of a few bytes, a word at a time, for the sources of this folder.
#pragma once

#include <stdint.h>

namespace mote::cortex_m_dsp {

/// Both return the end of what they wrote.
inline int8_t* copy_bytes(const int8_t* from, int32_t count, int8_t* to) {
  for (; count >= 4; count -= 4, from += 4, to += 4) __builtin_memcpy(to, from, 4);
  for (; count > 0; --count) *to++ = *from++;
  return to;
}
inline int8_t* fill_bytes(int8_t byte, int32_t count, int8_t* to) {
  const uint32_t word = static_cast<uint8_t>(byte) * 0x01010101U;
  for (; count >= 4; count -= 4, to += 4) __builtin_memcpy(to, &word, 4);
  for (; count > 0; --count) *to++ = byte;
  return to;
}

}  // namespace mote::cortex_m_dsp
