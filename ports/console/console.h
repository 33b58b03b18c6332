// SPDX-License-Identifier: Apache-2.0
// Text for people on the port's console: strings, whole numbers, decimals with a fixed point.
// No format strings, no floating point, no buffer beyond one number.
#pragma once

#include <stdint.h>

#include "mote/platform.h"

namespace mote::console {

/// value / 10^decimals, printed with exactly that many decimals: {157, 2} is 1.57.
struct Decimal {
  int32_t value;
  uint8_t decimals;  ///< 0 to 9
};

/// Eight hexadecimal digits after 0x.
struct Address {
  uint32_t value;
};

void print(const char* text);
void print(char letter);
void print(unsigned long value);
void print(long value);
inline void print(unsigned value) { print(static_cast<unsigned long>(value)); }
inline void print(int value) { print(static_cast<long>(value)); }
void print(Decimal value);
void print(Address value);

/// All parts one after another, then the end of the line.
template <class... Parts>
void print_line(const Parts&... parts) {
  (print(parts), ...);
  print('\n');
}

}  // namespace mote::console
