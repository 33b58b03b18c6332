// SPDX-License-Identifier: Apache-2.0
#include "kernels/any_core/map_bytes.h"

namespace mote::any_core {

void map_bytes(const uint8_t* table, uint32_t count, const uint8_t* input, uint8_t* output) {
  for (; count >= 4; count -= 4, input += 4, output += 4) {
    const uint8_t a = table[input[0]], b = table[input[1]];
    const uint8_t c = table[input[2]], d = table[input[3]];
    output[0] = a;
    output[1] = b;
    output[2] = c;
    output[3] = d;
  }
  for (; count > 0; --count) *output++ = table[*input++];
}

}  // namespace mote::any_core
