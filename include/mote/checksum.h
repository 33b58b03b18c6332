// SPDX-License-Identifier: Apache-2.0
// CRC-32 of bytes that must stay what they are: a model or weights in flash, between runs. Every
// single flipped bit is found, every three in up to 11 KB, and every burst of 32. Against an
// attacker it is no help. The same number as zlib's crc32(), Python's zlib.crc32() and
// `mote checksum`. Linked only where it is used.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mote/span.h"

namespace mote {

/// Of `bytes` after those whose checksum is `before`; 0 is that of no bytes.
uint32_t crc32(Span<const uint8_t> bytes, uint32_t before = 0);

/// The same over any object, as compiled code has them.
template <class T>
uint32_t crc32_of(const T& object, uint32_t before = 0) {
  return crc32({reinterpret_cast<const uint8_t*>(&object), sizeof(object)}, before);
}

}  // namespace mote
