// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/conv_2d_s8.h"

namespace mote::scalar {
namespace {

/// Writes the inputs of an output pixel to every second byte; padding is the zero point.
void gather(const Conv2d& p, const int8_t* image, int32_t y, int32_t x, int8_t* column) {
  for (int32_t ky = 0; ky < p.filter_height; ++ky) {
    const int32_t in_y = y * p.stride_height - p.pad_top + ky * p.dilation_height;
    const bool row_inside = in_y >= 0 && in_y < p.input_height;
    for (int32_t kx = 0; kx < p.filter_width; ++kx) {
      const int32_t in_x = x * p.stride_width - p.pad_left + kx * p.dilation_width;
      if (row_inside && in_x >= 0 && in_x < p.input_width) {
        const int8_t* from = image + (in_y * p.input_width + in_x) * p.input_channels;
        for (const int8_t* end = from + p.input_channels; from != end; column += 2) {
          *column = *from++;
        }
      } else {
        for (int32_t i = 0; i < p.input_channels; ++i, column += 2) *column = p.input_zero_point;
      }
    }
  }
}

struct Sums {
  int32_t a0 = 0, a1 = 0, b0 = 0, b1 = 0;  ///< channels a and b of pixels 0 and 1
};

[[gnu::always_inline]] inline void add_products(const int8_t* weights, const int8_t* column,
                                                Sums& sums) {
  const int32_t a = weights[0];
  const int32_t b = weights[1];
  const int32_t x0 = column[0];
  const int32_t x1 = column[1];
  sums.a0 += a * x0;
  sums.a1 += a * x1;
  sums.b0 += b * x0;
  sums.b1 += b * x1;
}

/// Sums of at most 65536 products of bytes cannot wrap.
[[gnu::always_inline]] inline Sums sums_of(const int8_t* weights, const int8_t* column,
                                           int32_t depth) {
  Sums sums;
  for (const int8_t* end = column + 2 * depth; column != end; column += 8, weights += 8) {
    add_products(weights, column, sums);
    add_products(weights + 2, column + 2, sums);
    add_products(weights + 4, column + 4, sums);
    add_products(weights + 6, column + 6, sums);
  }
  return sums;
}

/// All channels of one or two neighbouring pixels.
void write_pixels(const Conv2d& p, const int32_t* words, const int8_t* columns, int32_t pixels,
                  int8_t* output) {
  const int32_t block_words = 3 * kChannelsPerBlock + p.depth * kChannelsPerBlock / 4;
  int8_t* second = output + p.output_channels;
  for (int32_t c = 0; c < p.output_channels; c += kChannelsPerBlock, words += block_words) {
    const Sums s = sums_of(weights_of(words, kChannelsPerBlock), columns, p.depth);
    const bool has_b = c + 1 < p.output_channels;
    *output++ = output_of(words, kChannelsPerBlock, 0, s.a0, p.range);
    if (has_b) *output++ = output_of(words, kChannelsPerBlock, 1, s.b0, p.range);
    if (pixels == 1) continue;
    *second++ = output_of(words, kChannelsPerBlock, 0, s.a1, p.range);
    if (has_b) *second++ = output_of(words, kChannelsPerBlock, 1, s.b1, p.range);
  }
}

}  // namespace

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch) {
  auto* columns = reinterpret_cast<int8_t*>(scratch);
  __builtin_memset(columns, 0, conv_2d_s8_scratch_bytes(p));
  const int32_t image_bytes = p.input_height * p.input_width * p.input_channels;
  for (int32_t b = 0; b < p.batches; ++b, input += image_bytes) {
    for (int32_t y = 0; y < p.output_height; ++y) {
      for (int32_t x = 0; x < p.output_width; x += 2) {
        const int32_t pixels = x + 1 < p.output_width ? 2 : 1;
        gather(p, input, y, x, columns);
        if (pixels == 2) gather(p, input, y, x + 1, columns + 1);
        write_pixels(p, words, columns, pixels, output);
        output += pixels * p.output_channels;
      }
    }
  }
}

}  // namespace mote::scalar
