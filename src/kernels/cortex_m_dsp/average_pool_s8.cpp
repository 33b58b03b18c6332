// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/average_pool_s8.h"

#include "base/fixed_point.h"
#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

/// The part of a window inside the input.
struct Patch {
  const int8_t* first;
  int32_t rows, columns;
  int32_t row_step, step;  ///< bytes
};

/// Sums of four neighbouring channels.
struct Sums {
  int32_t values[4] = {};
  /// Halves that hold the sums of the even channels, and of the odd ones.
  void add(uint32_t even, uint32_t odd) {
    values[0] += static_cast<int16_t>(even);
    values[1] += static_cast<int16_t>(odd);
    values[2] += static_cast<int32_t>(even) >> 16;
    values[3] += static_cast<int32_t>(odd) >> 16;
  }
};

Sums sum_of_words(const Patch& patch, const int8_t* from) {
  constexpr int32_t kMostInHalf = 255;
  Sums sums;
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

int32_t sum_of_one(const Patch& patch, const int8_t* from) {
  int32_t sum = 0;
  for (int32_t row = patch.rows; row > 0; --row, from += patch.row_step) {
    for (int32_t i = 0; i < patch.columns; ++i) sum += from[i * patch.step];
  }
  return sum;
}

int8_t mean(int32_t sum, int32_t count, const AveragePool& p) {
  const int32_t rounded = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
  return static_cast<int8_t>(clamp<int32_t>(rounded, p.low, p.high));
}

int8_t* pool(const Patch& patch, const AveragePool& p, int8_t* output) {
  const int32_t count = patch.rows * patch.columns;
  const int8_t* from = patch.first;
  int32_t channel = 0;
  for (; channel + 4 <= p.channels; channel += 4, from += 4) {
    const Sums sums = sum_of_words(patch, from);
    for (const int32_t sum : sums.values) *output++ = mean(sum, count, p);
  }
  for (; channel < p.channels; ++channel) {
    *output++ = mean(sum_of_one(patch, from++), count, p);
  }
  return output;
}

struct AxisPart {
  int32_t begin, count;
};
AxisPart inside(int32_t begin, int32_t filter, int32_t extent) {
  const int32_t end = begin + filter < extent ? begin + filter : extent;
  if (begin < 0) begin = 0;
  return {begin, end - begin};
}

}  // namespace

void average_pool_s8(const AveragePool& p, const int8_t* input, int8_t* output) {
  const int32_t row_bytes = p.input_width * p.channels;
  for (int32_t batch = p.batches; batch > 0; --batch, input += p.input_height * row_bytes) {
    for (int32_t y = 0; y < p.output_height; ++y) {
      const AxisPart rows =
          inside(y * p.stride_height - p.pad_top, p.filter_height, p.input_height);
      for (int32_t x = 0; x < p.output_width; ++x) {
        const AxisPart columns =
            inside(x * p.stride_width - p.pad_left, p.filter_width, p.input_width);
        Patch patch{input + rows.begin * row_bytes + columns.begin * p.channels, rows.count,
                    columns.count, row_bytes, p.channels};
        // Whole rows are one long row.
        if (columns.count == p.input_width) patch.columns *= rows.count, patch.rows = 1;
        output = pool(patch, p, output);
      }
    }
  }
}

}  // namespace mote::cortex_m_dsp
