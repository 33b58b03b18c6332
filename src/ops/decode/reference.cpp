// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "ops/decode/decode.h"

namespace mote::reference {
namespace {

/// `count` bits, at most 16, from bit `at` on; zeros after the end.
uint32_t bits_at(const uint8_t* bytes, uint32_t size, uint64_t at, uint32_t count) {
  const uint64_t first = at / 8;
  uint32_t window = 0;
  for (uint32_t i = 0; i < 3; ++i) {
    window = window << 8 | (first + i < size ? bytes[first + i] : 0U);
  }
  const auto past = static_cast<uint32_t>(at % 8);
  return count == 0 ? 0 : (window << (8 + past)) >> (32 - count);
}

uint32_t bytes_of_bits(uint64_t bits) { return static_cast<uint32_t>((bits + 7) / 8); }

}  // namespace

bool decode_look_up(const LookUp& p, const DecodeOutput& output) {
  const uint32_t size = bytes_of_bits(uint64_t{output.elements} * p.index_bits);
  const uint32_t bytes = output.element_bytes;
  uint8_t* to = output.bytes;
  for (uint32_t i = 0; i < output.elements; ++i, to += bytes) {
    const uint32_t index = bits_at(p.code, size, uint64_t{i} * p.index_bits, p.index_bits);
    if (index >= p.stride) return false;
    __builtin_memcpy(to, p.tables + (output.channel_of(i) * p.stride + index) * bytes, bytes);
  }
  return true;
}

bool decode_huffman(const Huffman& p, const DecodeOutput& output) {
  const uint32_t value_bits = p.entry_bytes == 4 ? 27 : 11;
  uint64_t at = 0;
  uint8_t* to = output.bytes;
  for (uint32_t i = 0; i < output.elements; ++i, to += output.element_bytes) {
    uint32_t base = 0;
    uint32_t width = p.first_bits;
    for (;;) {
      const uint32_t index = base + bits_at(p.code, p.code_bytes, at, width);
      if (index >= p.entries) return false;
      const uint8_t* entry_at = p.table + index * p.entry_bytes;
      const uint32_t entry =
          p.entry_bytes == 4 ? load<uint32_t>(entry_at) : uint32_t{load<uint16_t>(entry_at)};
      const uint32_t value = entry & ((1U << value_bits) - 1);
      const uint32_t count = entry >> value_bits & 15;
      const bool found = entry >> (value_bits + 4) != 0;
      at += found ? count : width;
      if (at > uint64_t{p.code_bytes} * 8) return false;
      if (found) {
        __builtin_memcpy(to, &value, output.element_bytes);
        break;
      }
      base = index + value;
      width = count + 1;
    }
  }
  return true;
}

void decode_pruned(const Pruned& p, const DecodeOutput& output) {
  const uint32_t bytes = output.element_bytes;
  const uint8_t* value = p.values;
  uint8_t* to = output.bytes;
  for (uint32_t i = 0; i < output.elements; ++i, to += bytes) {
    if ((p.code[i / 8] >> (7 - i % 8) & 1) != 0) {
      __builtin_memcpy(to, value, bytes);
      value += bytes;
    } else if (p.zero_points != nullptr) {
      __builtin_memcpy(to, p.zero_points + output.channel_of(i) * 8, bytes);
    } else {
      __builtin_memset(to, 0, bytes);
    }
  }
}

}  // namespace mote::reference
