// SPDX-License-Identifier: Apache-2.0
#include "signal/integer_math.h"

namespace mote::signal {

uint32_t rounded_square_root(uint64_t value) {
  // Digit by digit in base 2. `root` is twice the digits found so far, times the current place, so
  // that (root + place) is what the next digit would subtract.
  uint64_t rest = value;
  uint64_t root = 0;
  for (uint64_t place = uint64_t{1} << 62; place != 0; place >>= 2) {
    const bool one = rest >= root + place;
    if (one) rest -= root + place;
    root = (root >> 1) + (one ? place : 0);
  }
  // rest = value - root^2, and (root + 1/2)^2 = root^2 + root + 1/4.
  const bool up = rest > root && root != UINT32_MAX;
  return static_cast<uint32_t>(root) + (up ? 1 : 0);
}

}  // namespace mote::signal
