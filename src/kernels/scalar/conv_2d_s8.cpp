// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/conv_2d_s8.h"

namespace mote::scalar {
namespace {

int8_t* fill(int8_t* column, int32_t count, int8_t value) {
  for (int8_t* end = column + 2 * count; column != end; column += 2) *column = value;
  return column;
}

int8_t* copy(int8_t* column, int32_t count, const int8_t* from) {
  for (int8_t* end = column + 2 * count; column != end; column += 2) *column = *from++;
  return column;
}

/// Taps of a row that lie before the image, and the first one that lies behind it.
struct Clip {
  int32_t first, end;
};
Clip clip(int32_t at, int32_t step, int32_t taps, int32_t extent) {
  int32_t first = 0;
  while (first < taps && at + first * step < 0) ++first;
  int32_t end = taps;
  while (end > first && at + (end - 1) * step >= extent) --end;
  return {first, end};
}

/// Writes the inputs of an output pixel to every second byte; padding is the zero point.
void gather(const Conv2d& p, const int8_t* image, int32_t y, int32_t x, int8_t* column) {
  const int32_t channels = p.input_channels;
  const int32_t at = x * p.stride_width - p.pad_left;
  const Clip taps = clip(at, p.dilation_width, p.filter_width, p.input_width);
  for (int32_t ky = 0; ky < p.filter_height; ++ky) {
    const int32_t in_y = y * p.stride_height - p.pad_top + ky * p.dilation_height;
    if (in_y < 0 || in_y >= p.input_height) {
      column = fill(column, p.filter_width * channels, p.input_zero_point);
      continue;
    }
    column = fill(column, taps.first * channels, p.input_zero_point);
    const int8_t* from =
        image + (in_y * p.input_width + at + taps.first * p.dilation_width) * channels;
    if (p.dilation_width == 1) {
      column = copy(column, (taps.end - taps.first) * channels, from);
    } else {
      for (int32_t kx = taps.first; kx < taps.end; ++kx, from += p.dilation_width * channels) {
        column = copy(column, channels, from);
      }
    }
    column = fill(column, (p.filter_width - taps.end) * channels, p.input_zero_point);
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
  const int32_t block_words = (kRequantizationWords + p.depth / 4) * kChannelsPerBlock;
  int8_t* second = output + p.output_channels;
  for (int32_t c = 0; c < p.output_channels; c += kChannelsPerBlock, words += block_words) {
    const Sums s = sums_of(weights_of(words, kChannelsPerBlock), columns, p.depth);
    const bool has_b = c + 1 < p.output_channels;
    const Requantization* q = requantizations_of(words);
    output[0] = requantized(q[0], s.a0, p.range);
    if (has_b) output[1] = requantized(q[1], s.b0, p.range);
    output += kChannelsPerBlock;
    if (pixels == 1) continue;
    second[0] = requantized(q[0], s.a1, p.range);
    if (has_b) second[1] = requantized(q[1], s.b1, p.range);
    second += kChannelsPerBlock;
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
