// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/depthwise_s8.h"

#include "kernels/scalar/copy_bytes.h"
#include "kernels/scalar/outputs.h"

namespace mote::scalar {
namespace {

const int8_t* taps_of(const int32_t* block) { return bytes_of(block + kDepthwiseHeadWords); }

const DepthwiseHead* head_of(const int32_t* block) {
  return reinterpret_cast<const DepthwiseHead*>(block);
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
void write_pixel(const Depthwise& p, const int8_t* image, int32_t y, int32_t x,
                 const int32_t* words, int8_t* output) {
  const Taps taps = inside(p, y, x);
  const OutputBlock one = output_block(p.output, 1, 1);
  const int32_t next = p.channels;
  const int32_t zero_point = p.input_zero_point;
  const int32_t columns = taps.end_column - taps.first_column;
  const int32_t rows = taps.end_row - taps.first_row;
  const int32_t filter_width = p.filter_width;
  const int32_t first_tap = taps.first_row * filter_width + taps.first_column;
  const int32_t step = kDepthwiseHeadWords + (p.filter_height * filter_width + 3) / 4;
  const int32_t row_bytes = p.input_width * next;
  const int8_t* corner =
      image + ((y + taps.first_row) * p.input_width + x + taps.first_column) * next;
  for (int8_t* end = output + next; output != end; ++corner, words += step) {
    const int8_t* row = corner;
    const int8_t* w = taps_of(words) + first_tap;
    int32_t sum = head_of(words)->plain_bias;
    for (int32_t ky = rows; ky > 0; --ky, w += filter_width, row += row_bytes) {
      const int8_t* from = row;
      for (int32_t kx = 0; kx < columns; ++kx, from += next) sum += (*from - zero_point) * w[kx];
    }
    mote_scalar_write_outputs(&sum, &head_of(words)->factor, output++, &one);
  }
}

void write_image(const Depthwise& p, const int8_t* image, const int32_t* words, int8_t* output) {
  int32_t y = -p.pad_top;
  for (int32_t rows = p.output_height; rows != 0; --rows, y += p.stride_height) {
    int32_t x = -p.pad_left;
    for (int32_t left = p.output_width; left != 0; --left, x += p.stride_width) {
      write_pixel(p, image, y, x, words, output);
      output += p.channels;
    }
  }
}

/// Rows of the input with their padding.
class Lines {
 public:
  Lines(const Depthwise& p, int8_t* lines) : p_(p), lines_(lines) {
    const int32_t columns = (p.output_width - 1) * p.stride_width + p.filter_width;
    const int32_t room =
        p.input_width + p.pad_left < columns ? p.input_width : columns - p.pad_left;
    before_ = (p.pad_left < columns ? p.pad_left : columns) * p.channels;
    inside_ = (room > 0 ? room : 0) * p.channels;
    line_bytes_ = columns * p.channels;
  }

  /// `count` of them from row `y` of an image, in it or not.
  void copy(const int8_t* image, int32_t y, int32_t count) const {
    const int32_t row_bytes = p_.input_width * p_.channels;
    int8_t* to = lines_;
    for (; count > 0; --count, ++y) {
      if (y < 0 || y >= p_.input_height) {
        to = fill_bytes(p_.input_zero_point, line_bytes_, to);
        continue;
      }
      to = fill_bytes(p_.input_zero_point, before_, to);
      to = copy_bytes(image + y * row_bytes, inside_, to);
      to = fill_bytes(p_.input_zero_point, line_bytes_ - before_ - inside_, to);
    }
  }

  /// Where the window of a pixel begins, of a row of the output counted from the first one here.
  const int8_t* corner(int32_t row, int32_t x) const {
    return lines_ + row * p_.stride_height * line_bytes_ + x * p_.stride_width * p_.channels;
  }
  int32_t next_row() const { return line_bytes_ - (p_.filter_width - 1) * p_.channels; }

 private:
  const Depthwise& p_;
  int8_t* lines_;
  int32_t before_, inside_, line_bytes_;
};

/// Channels [first, end) and their words.
struct Channels {
  int32_t first, end;
  const int32_t* words;
};

/// Up to four neighbouring pixels.
void write_block(const Depthwise& p, const TapBlock& taps, int32_t pixels, const Channels& channels,
                 int8_t* output) {
  constexpr int32_t kBlockWords = kDepthwiseHeadWords + 3;  // nine weights
  const OutputBlock block = output_block(p.output, p.channels, pixels);
  const int32_t* words = channels.words;
  for (int32_t c = channels.first; c != channels.end; ++c, words += kBlockWords) {
    int32_t sums[kSumsPerBlock];
    mote_scalar_tap_sums_3x3(head_of(words), c, &taps, sums);
    mote_scalar_write_outputs(sums, &head_of(words)->factor, output + c, &block);
  }
}

/// The pixels of some rows of the output, whose lines were copied.
int8_t* write_rows(const Depthwise& p, const Lines& lines, int32_t rows, const Channels& channels,
                   int8_t* output) {
  TapBlock taps{};
  taps.next = p.channels;
  taps.next_row = lines.next_row();
  int32_t row = 0;
  int32_t x = 0;
  for (int32_t left = rows * p.output_width; left > 0; left -= kSumsPerBlock) {
    const int32_t pixels = left < kSumsPerBlock ? left : kSumsPerBlock;
    for (int32_t i = 0; i < kSumsPerBlock; ++i) {
      if (i >= pixels) {
        taps.corners[i] = taps.corners[i - 1];
        continue;
      }
      taps.corners[i] = lines.corner(row, x);
      if (++x == p.output_width) {
        x = 0;
        ++row;
      }
    }
    write_block(p, taps, pixels, channels, output);
    output += pixels * p.channels;
  }
  return output;
}

}  // namespace

void depthwise_channels_s8(const Depthwise& p, int32_t first, int32_t count, const int8_t* input,
                           const int32_t* words, int8_t* output, uint8_t* scratch) {
  const int32_t image_bytes = p.input_height * p.input_width * p.channels;
  const Lines lines(p, reinterpret_cast<int8_t*>(scratch));
  const Channels channels{first, first + count, words};
  for (int32_t b = 0; b < p.batches; ++b, input += image_bytes) {
    int32_t y = -p.pad_top;
    for (int32_t left = p.output_height; left > 0; left -= p.rows_at_once) {
      const int32_t rows = left < p.rows_at_once ? left : p.rows_at_once;
      lines.copy(input, y, (rows - 1) * p.stride_height + p.filter_height);
      output = write_rows(p, lines, rows, channels, output);
      y += rows * p.stride_height;
    }
  }
}

void depthwise_s8(const Depthwise& p, const int8_t* input, const int32_t* words, int8_t* output,
                  uint8_t* scratch) {
  const int32_t output_bytes = p.output_height * p.output_width * p.channels;
  if (p.rows_at_once != 0) {
    depthwise_channels_s8(p, 0, p.channels, input, words, output, scratch);
  } else {
    const int32_t image_bytes = p.input_height * p.input_width * p.channels;
    for (int32_t b = 0; b < p.batches; ++b) {
      write_image(p, input + b * image_bytes, words, output + b * output_bytes);
    }
  }
  clamp_bytes(output, p.batches * output_bytes, p.output);
}

}  // namespace mote::scalar
