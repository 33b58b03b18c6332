// SPDX-License-Identifier: Apache-2.0
// Half-precision floats as bits. Integer arithmetic only.
// Source: IEEE 754, binary16.
#pragma once

#include <stdint.h>

namespace mote {

/// Bits of the float of the same value; exact.
uint32_t float_bits_from_half(uint16_t half);

/// Bits of the nearest half, ties to even; too great ones become infinite.
uint16_t half_from_float_bits(uint32_t bits);

}  // namespace mote
