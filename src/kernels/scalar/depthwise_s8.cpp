// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/depthwise_s8.h"

namespace mote::scalar {
namespace {

constexpr int32_t kTaps3x3 = 9;

int32_t block_words(int32_t taps) { return 3 + (taps + 3) / 4; }

/// A 3x3 window inside the image; `corner`: its first element, of channel 0.
void write_inside(const Depthwise& p, const int8_t* corner, const int32_t* words, int8_t* output) {
  const int32_t next = p.channels;
  const int32_t row = p.input_width * p.channels;
  for (int32_t c = 0; c < p.channels; ++c, ++corner, words += block_words(kTaps3x3)) {
    const int8_t* w = weights_of(words, 1);
    const int8_t* r1 = corner + row;
    const int8_t* r2 = r1 + row;
    const int32_t sum = corner[0] * w[0] + corner[next] * w[1] + corner[2 * next] * w[2] +
                        r1[0] * w[3] + r1[next] * w[4] + r1[2 * next] * w[5] + r2[0] * w[6] +
                        r2[next] * w[7] + r2[2 * next] * w[8];
    output[c] = output_of(words, 1, 0, sum, p.range);
  }
}

/// Any window; padding is the zero point.
void write_anywhere(const Depthwise& p, const int8_t* image, int32_t y, int32_t x,
                    const int32_t* words, int8_t* output) {
  const int32_t taps = p.filter_height * p.filter_width;
  for (int32_t c = 0; c < p.channels; ++c, words += block_words(taps)) {
    const int8_t* w = weights_of(words, 1);
    int32_t sum = 0;
    for (int32_t ky = 0; ky < p.filter_height; ++ky) {
      const int32_t in_y = y + ky;
      for (int32_t kx = 0; kx < p.filter_width; ++kx) {
        const int32_t in_x = x + kx;
        const bool inside = in_y >= 0 && in_y < p.input_height && in_x >= 0 && in_x < p.input_width;
        const int32_t value =
            inside ? image[(in_y * p.input_width + in_x) * p.channels + c] : p.input_zero_point;
        sum += value * *w++;
      }
    }
    output[c] = output_of(words, 1, 0, sum, p.range);
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
      }
    }
  }
}

}  // namespace mote::scalar
