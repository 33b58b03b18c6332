// SPDX-License-Identifier: Apache-2.0
// Source: ISO 3309 (the polynomial), four bits at a time: 64 bytes of table.
#include "mote/checksum.h"

namespace mote {
namespace {

constexpr uint32_t kPolynomial = 0xEDB88320;  // bits reversed: the lowest comes first

struct Table {
  uint32_t of[16] = {};
};
constexpr Table make_table() {
  Table table;
  for (uint32_t i = 0; i < 16; ++i) {
    uint32_t x = i;
    for (int bit = 0; bit < 4; ++bit) x = (x & 1) != 0 ? x >> 1 ^ kPolynomial : x >> 1;
    table.of[i] = x;
  }
  return table;
}
constexpr Table kTable = make_table();

}  // namespace

uint32_t crc32(Span<const uint8_t> bytes, uint32_t before) {
  uint32_t x = ~before;
  for (const uint8_t byte : bytes) {
    x ^= byte;
    x = x >> 4 ^ kTable.of[x & 15];
    x = x >> 4 ^ kTable.of[x & 15];
  }
  return ~x;
}

}  // namespace mote
