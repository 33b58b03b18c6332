// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/conv_2d_s8.h"

namespace mote::scalar {
namespace {

int8_t* fill(int8_t* column, int32_t count, int8_t value) {
  for (int8_t* end = column + kPixelsPerBlock * count; column != end; column += kPixelsPerBlock)
    *column = value;
  return column;
}

int8_t* copy(int8_t* column, int32_t count, const int8_t* from) {
  for (int8_t* end = column + kPixelsPerBlock * count; column != end; column += kPixelsPerBlock)
    *column = *from++;
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

/// Writes the inputs of an output pixel to every third byte; padding is the zero point.
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

/// Of two channels, a and b, of three pixels. Sums of at most 65535 products of bytes cannot wrap.
/// One by one, and not as arrays, so that they stay in registers.
struct Sums {
  int32_t a0 = 0, a1 = 0, a2 = 0, b0 = 0, b1 = 0, b2 = 0;
};

[[gnu::always_inline]] inline void add_products(const int8_t* weights, const int8_t* column,
                                                Sums& sums) {
  const int32_t a = weights[0];
  const int32_t b = weights[1];
  int32_t x = column[0];
  sums.a0 += a * x;
  sums.b0 += b * x;
  x = column[1];
  sums.a1 += a * x;
  sums.b1 += b * x;
  x = column[2];
  sums.a2 += a * x;
  sums.b2 += b * x;
}

[[gnu::always_inline]] inline Sums sums_of(const int8_t* weights, const int8_t* column,
                                           int32_t depth) {
  Sums sums;
  for (const int8_t* end = weights + kChannelsPerBlock * depth; weights != end;
       weights += 4 * kChannelsPerBlock, column += 4 * kPixelsPerBlock) {
    add_products(weights, column, sums);
    add_products(weights + kChannelsPerBlock, column + kPixelsPerBlock, sums);
    add_products(weights + 2 * kChannelsPerBlock, column + 2 * kPixelsPerBlock, sums);
    add_products(weights + 3 * kChannelsPerBlock, column + 3 * kPixelsPerBlock, sums);
  }
  return sums;
}

/// All channels of up to three neighbouring pixels.
void write_pixels(const Conv2d& p, const int32_t* words, const int8_t* columns, int32_t pixels,
                  int8_t* output) {
  const int32_t block_words = (kRequantizationWords + p.depth / 4) * kChannelsPerBlock;
  const OutputRange range = p.range;
  const int32_t channels = p.output_channels;
  for (int32_t c = 0; c < channels; c += kChannelsPerBlock, words += block_words) {
    const Sums s = sums_of(weights_of(words, kChannelsPerBlock), columns, p.depth);
    const Requantization qa = requantizations_of(words)[0];
    int8_t* to = output + c;
    to[0] = requantized(qa, s.a0, range);
    if (pixels > 1) to[channels] = requantized(qa, s.a1, range);
    if (pixels > 2) to[2 * channels] = requantized(qa, s.a2, range);
    if (c + 1 == channels) break;
    const Requantization qb = requantizations_of(words)[1];
    ++to;
    to[0] = requantized(qb, s.b0, range);
    if (pixels > 1) to[channels] = requantized(qb, s.b1, range);
    if (pixels > 2) to[2 * channels] = requantized(qb, s.b2, range);
  }
}

}  // namespace

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch) {
  auto* columns = reinterpret_cast<int8_t*>(scratch);
  __builtin_memset(columns, 0, conv_2d_s8_scratch_bytes(p));
  const int32_t image_bytes = p.input_height * p.input_width * p.input_channels;
  for (int32_t b = 0; b < p.batches; ++b, input += image_bytes) {
    // Across the ends of rows, so that a block is rarely less than full.
    int32_t left = p.output_height * p.output_width;
    int32_t y = 0;
    int32_t x = 0;
    while (left > 0) {
      const int32_t pixels = left < kPixelsPerBlock ? left : kPixelsPerBlock;
      for (int32_t i = 0; i < pixels; ++i) {
        gather(p, input, y, x, columns + i);
        if (++x == p.output_width) {
          x = 0;
          ++y;
        }
      }
      write_pixels(p, words, columns, pixels, output);
      output += pixels * p.output_channels;
      left -= pixels;
    }
  }
}

}  // namespace mote::scalar
