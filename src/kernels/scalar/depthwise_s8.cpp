// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/depthwise_s8.h"

#include "kernels/scalar/requantize.h"

namespace mote::scalar {
namespace {

constexpr int32_t kTaps3x3 = 9;

int32_t block_words(int32_t taps) { return kDepthwiseHeadWords + (taps + 3) / 4; }

const int8_t* taps_of(const int32_t* block) { return bytes_of(block + kDepthwiseHeadWords); }

const DepthwiseHead& head_of(const int32_t* block) {
  return *reinterpret_cast<const DepthwiseHead*>(block);
}

/// A 3x3 window inside the image; `corner`: its first element, of channel 0.
void write_inside(const Depthwise& p, const int8_t* corner, const int32_t* words, int8_t* output) {
  const OutputScaling scaling =
      p.output;  // the output's bytes might be anything, for all a compiler knows
  const int32_t next = p.channels;
  const int32_t row = p.input_width * next;
  for (int8_t* end = output + next; output != end; ++corner, words += block_words(kTaps3x3)) {
    const int8_t* w = taps_of(words);
    const int8_t* r1 = corner + row;
    const int8_t* r2 = r1 + row;
    const int32_t sum = corner[0] * w[0] + corner[next] * w[1] + corner[2 * next] * w[2] +
                        r1[0] * w[3] + r1[next] * w[4] + r1[2 * next] * w[5] + r2[0] * w[6] +
                        r2[next] * w[7] + r2[2 * next] * w[8];
    const Requantizer requantized(head_of(words).factor, scaling);
    *output++ = static_cast<int8_t>(requantized(sum + head_of(words).bias));
  }
}

struct Taps {
  int32_t first_row, end_row, first_column, end_column;
};

/// Those of a window at (y, x) that lie inside the image.
Taps inside(const Depthwise& p, int32_t y, int32_t x) {
  const int32_t rows = p.input_height - y;
  const int32_t columns = p.input_width - x;
  return {y < 0 ? -y : 0, rows < p.filter_height ? rows : p.filter_height, x < 0 ? -x : 0,
          columns < p.filter_width ? columns : p.filter_width};
}

/// Any window: only what lies inside the image, less the zero point.
void write_anywhere(const Depthwise& p, const int8_t* image, int32_t y, int32_t x,
                    const int32_t* words, int8_t* output) {
  const Taps taps = inside(p, y, x);
  const OutputScaling scaling = p.output;
  const int32_t next = p.channels;
  const int32_t zero_point = p.input_zero_point;
  const int32_t columns = taps.end_column - taps.first_column;
  const int32_t rows = taps.end_row - taps.first_row;
  const int32_t filter_width = p.filter_width;
  const int32_t first_tap = taps.first_row * filter_width + taps.first_column;
  const int32_t step = block_words(p.filter_height * filter_width);
  const int32_t row_bytes = p.input_width * next;
  const int8_t* corner =
      image + ((y + taps.first_row) * p.input_width + x + taps.first_column) * next;
  for (int8_t* end = output + next; output != end; ++corner, words += step) {
    const int8_t* row = corner;
    const int8_t* w = taps_of(words) + first_tap;
    int32_t sum = head_of(words).plain_bias;
    for (int32_t ky = rows; ky != 0; --ky, w += filter_width, row += row_bytes) {
      const int8_t* from = row;
      for (const int8_t *tap = w, *last = w + columns; tap != last; from += next) {
        sum += (*from - zero_point) * *tap++;
      }
    }
    const Requantizer requantized(head_of(words).factor, scaling);
    *output++ = static_cast<int8_t>(requantized(sum));
  }
}

}  // namespace

void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output) {
  const bool is_3x3 = p.filter_height == 3 && p.filter_width == 3;
  const int32_t image_bytes = p.input_height * p.input_width * p.channels;
  for (int32_t b = 0; b < p.batches; ++b, input += image_bytes) {
    for (int32_t out_y = 0; out_y < p.output_height; ++out_y) {
      const int32_t y = out_y * p.stride_height - p.pad_top;
      const bool rows_inside = y >= 0 && y + 3 <= p.input_height;
      for (int32_t out_x = 0; out_x < p.output_width; ++out_x, output += p.channels) {
        const int32_t x = out_x * p.stride_width - p.pad_left;
        if (is_3x3 && rows_inside && x >= 0 && x + 3 <= p.input_width) {
          write_inside(p, input + (y * p.input_width + x) * p.channels, words, output);
        } else {
          write_anywhere(p, input, y, x, words, output);
        }
        clamp_bytes(output, p.channels, p.output);
      }
    }
  }
}

}  // namespace mote::scalar
