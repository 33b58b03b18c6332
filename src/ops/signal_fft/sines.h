// SPDX-License-Identifier: Apache-2.0
// Sines without floating point, for tables that are made on the device.
#pragma once

#include <stdint.h>

namespace mote {

/// Upper half of the product.
uint64_t multiply_high(uint64_t a, uint64_t b);

/// sin(pi/2 * turn), Q62, for a turn of at most 1, Q63; off by less than 2^-58.
uint64_t quarter_sine_q62(uint64_t turn);

}  // namespace mote
