// SPDX-License-Identifier: Apache-2.0
// Sums of the channels of a patch, for the sources of this folder.
#pragma once

#include "intrinsics.h"
#include "kernels/cortex_m_dsp/pool_patch.h"

namespace mote::cortex_m_dsp {

/// Sums of four neighbouring channels.
struct ChannelSums {
  int32_t values[4] = {};
  /// Halves that hold the sums of the even channels, and of the odd ones.
  void add(uint32_t even, uint32_t odd) {
    values[0] += static_cast<int16_t>(even);
    values[1] += static_cast<int16_t>(odd);
    values[2] += static_cast<int32_t>(even) >> 16;
    values[3] += static_cast<int32_t>(odd) >> 16;
  }
};

inline ChannelSums sum_of_words(const Patch& patch, const int8_t* from) {
  constexpr int32_t kMostInHalf = 255;
  ChannelSums sums;
  uint32_t even = 0, odd = 0;
  int32_t room = kMostInHalf;
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    const int8_t* at = from;
    for (int32_t left = patch.columns; left > 0;) {
      int32_t some = left < room ? left : room;
      left -= some;
      room -= some;
      do {
        uint32_t word = 0;
        __builtin_memcpy(&word, at, 4);
        at += patch.step;
        even = sxtab16(even, word);
        odd = sxtab16_ror8(odd, word);
      } while (--some != 0);
      if (room != 0) continue;
      sums.add(even, odd);
      even = odd = 0;
      room = kMostInHalf;
    }
  }
  sums.add(even, odd);
  return sums;
}

inline int32_t sum_of_one(const Patch& patch, const int8_t* from) {
  int32_t sum = 0;
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    for (int32_t i = 0; i < patch.columns; ++i) sum += from[i * patch.step];
  }
  return sum;
}

}  // namespace mote::cortex_m_dsp
