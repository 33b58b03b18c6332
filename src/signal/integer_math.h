// SPDX-License-Identifier: Apache-2.0
// The integer functions that the stages of the audio front-end share.
#pragma once

#include <stdint.h>

namespace mote::signal {

/// Position of the highest set bit counted from 1; 0 for 0.
constexpr uint32_t bit_length(uint32_t value) {
  uint32_t bits = 0;
  for (uint32_t step = 16; step != 0; step /= 2) {
    if (value >> step != 0) {
      value >>= step;
      bits += step;
    }
  }
  return bits + value;
}
static_assert(bit_length(0) == 0 && bit_length(1) == 1 && bit_length(0x80000000) == 32);

constexpr int16_t saturate16(int32_t value) {
  return static_cast<int16_t>(value > INT16_MAX   ? INT16_MAX
                              : value < INT16_MIN ? INT16_MIN
                                                  : value);
}

/// a * b / 2^15, rounded to nearest, halves upwards.
constexpr int16_t multiply_q15(int16_t a, int16_t b) {
  return static_cast<int16_t>((int32_t{a} * b + (1 << 14)) >> 15);
}

/// Square root, rounded to nearest. One that would round up to 2^32 stays below it.
uint32_t rounded_square_root(uint64_t value);

}  // namespace mote::signal
