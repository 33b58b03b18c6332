// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/add_s8.h"

#include "kernels/scalar/requantize.h"

namespace mote::scalar {

void add_s8(const Add& p, const int8_t* first, const int8_t* second, int8_t* output) {
  const int32_t a = p.first;
  const int32_t b = p.second;
  const int32_t offset = p.offset;
  const int32_t shift = p.shift;
  for (int8_t* end = output + p.count; output != end;) {
    *output++ = saturated((a * *first++ + (b * *second++ + offset)) >> shift);
  }
}

}  // namespace mote::scalar
