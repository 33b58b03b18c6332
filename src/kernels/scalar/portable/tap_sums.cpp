// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/tap_sums.h"

namespace mote::scalar {

extern "C" void mote_scalar_tap_sums_3x3(const DepthwiseHead* channel, int32_t index,
                                         const TapBlock* block, int32_t* sums) {
  const auto* weights = reinterpret_cast<const int8_t*>(channel + 1);
  const int8_t* a = block->corners[0] + index;
  const int8_t* b = block->corners[1] + index;
  const int8_t* c = block->corners[2] + index;
  const int8_t* d = block->corners[3] + index;
  int32_t sum_a = channel->bias;
  int32_t sum_b = sum_a;
  int32_t sum_c = sum_a;
  int32_t sum_d = sum_a;
  const int32_t next = block->next;
  int32_t at = 0;
  for (int32_t row = 0; row < 3; ++row, at += block->next_row - next) {
    for (int32_t column = 0; column < 3; ++column, at += next) {
      const int32_t weight = *weights++;
      sum_a += weight * a[at];
      sum_b += weight * b[at];
      sum_c += weight * c[at];
      sum_d += weight * d[at];
    }
  }
  sums[0] = sum_a;
  sums[1] = sum_b;
  sums[2] = sum_c;
  sums[3] = sum_d;
}

}  // namespace mote::scalar
