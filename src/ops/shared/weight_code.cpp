// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/weight_code.h"

namespace mote {

void WeightReader::read(int8_t* to, uint32_t count) {
  const CodeLength* const lengths = code_.lengths;
  const int8_t* const symbols = code_.symbols;
  const uint8_t* next = next_;
  uint32_t window = window_;
  int32_t valid = valid_;
  for (const int8_t* const end = to + count; to != end; ++to) {
    for (; valid < 16; valid += 8) window |= static_cast<uint32_t>(*next++) << (24 - valid);
    const uint32_t code = window >> 16;
    const CodeLength* length = lengths;
    while (code > length->last) ++length;
    const uint32_t rank = ((code >> (16 - length->bits)) + length->offset) & 0xFF;
    window <<= length->bits;
    valid -= length->bits;
    *to = symbols != nullptr ? symbols[rank] : static_cast<int8_t>((rank >> 1) ^ (0 - (rank & 1)));
  }
  next_ = next;
  window_ = window;
  valid_ = valid;
}

void read_weights(const WeightCode& code, uint32_t count, int8_t* to) {
  WeightReader(code).read(to, count);
}

}  // namespace mote
