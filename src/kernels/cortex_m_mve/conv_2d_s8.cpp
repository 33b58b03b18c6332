// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_mve/conv_2d_s8.h"

#include "bytes.h"

namespace mote::cortex_m_mve {
namespace {

class Convolution {
 public:
  Convolution(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
              uint8_t* scratch)
      : p_(p),
        image_(input),
        input_end_(input + p.batches * p.input_height * p.input_width * p.input_channels),
        words_(words),
        columns_(reinterpret_cast<int8_t*>(scratch)),
        left_(-p.pad_left),
        top_(-p.pad_top) {
    const int32_t channels = p.output_channels;
    block_.low = p.low;
    block_.high = p.high;
    block_.pairs = 1;
    block_.pixel_advance = 0;
    block_.channels = channels;
    block_.output_advance =
        2 * channels - (channels + kChannelsPerBlock - 1) / kChannelsPerBlock * kChannelsPerBlock;
    block_.output_zero_point = p.output_zero_point;
    block_.pixel_stride = channels;
    block_.depth_bytes = p.steps * kStep;
    block_.is_exact = p.is_exact;
    block_.rounds = block_rounds(p.steps);
    block_.entry_bytes = matrix_block_entry(p.steps);
    block_.output = output;
  }

  void run() {
    int32_t pixels = p_.batches * p_.output_height * p_.output_width;
    if (are_pixels_the_same()) pixels -= multiply_in_place(pixels);
    for (; pixels >= kPixelsPerBlock; pixels -= kPixelsPerBlock) {
      const int8_t* first = next_column(columns_);
      multiply(first, next_column(columns_ + block_.depth_bytes));
    }
    if (pixels != 0) {
      const int8_t* last = next_column(columns_);
      block_.pixel_stride = 0;
      multiply(last, last);
    }
  }

 private:
  /// Pixel i of the output is of pixel i of the input.
  bool are_pixels_the_same() const {
    return is_pointwise(p_) && p_.stride_height == 1 && p_.stride_width == 1 && p_.pad_top == 0 &&
           p_.pad_left == 0 && p_.output_height == p_.input_height &&
           p_.output_width == p_.input_width;
  }

  /// All pairs of pixels behind which there are enough bytes; returns how many pixels.
  int32_t multiply_in_place(int32_t pixels) {
    const int32_t beyond = block_.depth_bytes - p_.input_channels;  // of a pixel
    const int32_t last = (beyond + p_.input_channels - 1) / p_.input_channels;
    const int32_t pairs = (pixels - last) / kPixelsPerBlock;
    if (pairs <= 0) return 0;
    block_.pairs = pairs;
    block_.pixel_advance = kPixelsPerBlock * p_.input_channels;
    mote_mve_matrix_block(image_, image_ + p_.input_channels, words_, block_);
    block_.pairs = 1;
    const int32_t done = pairs * kPixelsPerBlock;
    block_.output += done * p_.output_channels;
    image_ += done * p_.input_channels;
    // The rest as one row: no window looks beyond it.
    x_ = 0;
    is_one_row_ = true;
    return done;
  }

  void multiply(const int8_t* first, const int8_t* second) {
    mote_mve_matrix_block(first, second, words_, block_);
    block_.output += kPixelsPerBlock * p_.output_channels;
  }

  /// The inputs of the next pixel, in the input or in `room`.
  [[gnu::noinline]] const int8_t* next_column(int8_t* room) {
    const int8_t* column = room;
    if (is_pointwise(p_)) {
      column = pixel(room);
    } else {
      gather(room);
    }
    left_ += p_.stride_width;
    if (++x_ == p_.output_width && !is_one_row_) next_row();
    return column;
  }

  void next_row() {
    x_ = 0;
    left_ = -p_.pad_left;
    top_ += p_.stride_height;
    if (++y_ != p_.output_height) return;
    y_ = 0;
    top_ = -p_.pad_top;
    image_ += p_.input_height * p_.input_width * p_.input_channels;
  }

  const int8_t* pixel(int8_t* room) const {
    const int32_t channels = p_.input_channels;
    if (!is_one_row_ && (static_cast<uint32_t>(top_) >= p_.input_height ||
                         static_cast<uint32_t>(left_) >= p_.input_width)) {
      fill(p_.input_zero_point, channels, room);
      return room;
    }
    const int8_t* at = image_ + (top_ * p_.input_width + left_) * channels;
    if (input_end_ - at >= block_.depth_bytes) return at;
    copy(at, channels, room);
    return room;
  }

  void gather(int8_t* to) const {
    if (p_.dilation_width != 1) return gather_apart(to);
    const int32_t channels = p_.input_channels;
    const int32_t step = p_.dilation_height * p_.input_width * channels;
    // What lies in the image: rows and taps of a row.
    int32_t above = 0, rows = p_.filter_height, before = 0, taps = p_.filter_width;
    if (top_ < 0) above = rows_until(-top_);
    const int32_t bottom = top_ + (p_.filter_height - 1) * p_.dilation_height;
    if (bottom >= p_.input_height) rows -= rows_until(bottom - p_.input_height + 1);
    rows -= above;
    if (left_ < 0) before = -left_;
    if (left_ + taps > p_.input_width) taps = p_.input_width - left_;
    taps -= before;
    if (rows * taps != p_.filter_height * p_.filter_width) {
      fill(p_.input_zero_point, block_.depth_bytes, to);
      if (rows <= 0 || taps <= 0) return;
      to += (above * p_.filter_width + before) * channels;
    }
    const int8_t* from = image_ + (top_ * p_.input_width + left_ + before) * channels;
    copy_rows({from + above * step, step}, {to, p_.filter_width * channels}, rows, taps * channels);
  }

  /// How many steps of the filter's rows it takes to go so far; all of them at most.
  int32_t rows_until(int32_t distance) const {
    int32_t rows = 0;
    for (; distance > 0 && rows < p_.filter_height; distance -= p_.dilation_height) ++rows;
    return rows;
  }

  /// Tap by tap.
  [[gnu::noinline]] void gather_apart(int8_t* to) const {
    const int32_t channels = p_.input_channels;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height) {
      int32_t x = left_;
      for (int32_t kx = p_.filter_width; kx > 0; --kx, x += p_.dilation_width) {
        const bool is_inside = static_cast<uint32_t>(y) < p_.input_height &&
                               static_cast<uint32_t>(x) < p_.input_width;
        to = is_inside ? copy(image_ + (y * p_.input_width + x) * channels, channels, to)
                       : fill(p_.input_zero_point, channels, to);
      }
    }
  }

  const Conv2d& p_;
  const int8_t* image_;
  const int8_t* input_end_;
  const int32_t* words_;
  int8_t* columns_;
  MatrixBlock block_;
  int32_t left_, top_;  ///< of the next pixel's window
  int32_t x_ = 0, y_ = 0;
  bool is_one_row_ = false;
};

}  // namespace

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch) {
  Convolution(p, input, words, output, scratch).run();
}

}  // namespace mote::cortex_m_mve
