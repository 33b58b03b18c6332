// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_mve/conv_2d_s8.h"

#include "bytes.h"

namespace mote::cortex_m_mve {
namespace {

class Convolution {
 public:
  Convolution(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
              uint8_t* scratch)
      : p_(p), image_(input),
        input_end_(input + p.batches * p.input_height * p.input_width * p.input_channels),
        words_(words), columns_(reinterpret_cast<int8_t*>(scratch)),
        input_row_bytes_(p.input_width * p.input_channels),
        row_bytes_(p.filter_width * p.input_channels), step_(p.dilation_height * input_row_bytes_),
        is_pointwise_(is_pointwise(p)), left_(-p.pad_left), top_(-p.pad_top), x_(p.output_width),
        y_(p.output_height),
        inside_tops_(starts_inside(p.input_height, (p.filter_height - 1) * p.dilation_height)),
        inside_lefts_(p.dilation_width == 1 || is_pointwise_
                          ? starts_inside(p.input_width, p.filter_width - 1)
                          : 0) {
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
  static uint32_t starts_inside(int32_t extent, int32_t reach) {
    return extent > reach ? static_cast<uint32_t>(extent - reach) : 0;
  }

  /// Pixel i of the output is of pixel i of the input.
  bool are_pixels_the_same() const {
    return is_pointwise_ && p_.stride_height == 1 && p_.stride_width == 1 && p_.pad_top == 0 &&
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
    x_ = pixels;
    inside_lefts_ = static_cast<uint32_t>(pixels);
    return done;
  }

  void multiply(const int8_t* first, const int8_t* second) {
    mote_mve_matrix_block(first, second, words_, block_);
    block_.output += kPixelsPerBlock * p_.output_channels;
  }

  /// The inputs of the next pixel, in the input or in `room`.
  [[gnu::noinline]] const int8_t* next_column(int8_t* room) {
    const int32_t left = left_;
    left_ += p_.stride_width;
    const int8_t* at = image_ + top_ * input_row_bytes_ + left * p_.input_channels;
    const int8_t* column = room;
    if (static_cast<uint32_t>(top_) >= inside_tops_ ||
        static_cast<uint32_t>(left) >= inside_lefts_) {
      gather(left, room);
    } else if (!is_pointwise_) {
      copy_rows({at, step_}, {room, row_bytes_}, p_.filter_height, row_bytes_);
    } else if (input_end_ - at >= block_.depth_bytes) {
      column = at;
    } else {
      copy(at, p_.input_channels, room);
    }
    if (--x_ == 0) next_row();
    return column;
  }

  void next_row() {
    x_ = p_.output_width;
    left_ = -p_.pad_left;
    top_ += p_.stride_height;
    if (--y_ != 0) return;
    y_ = p_.output_height;
    top_ = -p_.pad_top;
    image_ += p_.input_height * input_row_bytes_;
  }

  /// A window of which some lies outside of the image.
  [[gnu::noinline]] void gather(int32_t left, int8_t* to) const {
    if (p_.dilation_width != 1) return gather_apart(left, to);
    const int32_t channels = p_.input_channels;
    // What lies in the image: rows and taps of a row.
    int32_t above = 0, rows = p_.filter_height, before = 0, taps = p_.filter_width;
    if (top_ < 0) above = rows_until(-top_);
    const int32_t bottom = top_ + (p_.filter_height - 1) * p_.dilation_height;
    if (bottom >= p_.input_height) rows -= rows_until(bottom - p_.input_height + 1);
    rows -= above;
    if (left < 0) before = -left;
    if (left + taps > p_.input_width) taps = p_.input_width - left;
    taps -= before;
    if (rows * taps != p_.filter_height * p_.filter_width) {
      fill(p_.input_zero_point, block_.depth_bytes, to);
      if (rows <= 0 || taps <= 0) return;
      to += above * row_bytes_ + before * channels;
    }
    const int8_t* from =
        image_ + top_ * input_row_bytes_ + above * step_ + (left + before) * channels;
    copy_rows({from, step_}, {to, row_bytes_}, rows, taps * channels);
  }

  /// How many steps of the filter's rows it takes to go so far; all of them at most.
  int32_t rows_until(int32_t distance) const {
    int32_t rows = 0;
    for (; distance > 0 && rows < p_.filter_height; distance -= p_.dilation_height) ++rows;
    return rows;
  }

  /// Tap by tap.
  [[gnu::noinline]] void gather_apart(int32_t left, int8_t* to) const {
    const int32_t channels = p_.input_channels;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height) {
      int32_t x = left;
      for (int32_t kx = p_.filter_width; kx > 0; --kx, x += p_.dilation_width) {
        const bool is_inside =
            static_cast<uint32_t>(y) < p_.input_height && static_cast<uint32_t>(x) < p_.input_width;
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
  int32_t input_row_bytes_, row_bytes_;  ///< of the image, of the filter
  int32_t step_;                         ///< bytes of the image between rows of the filter
  bool is_pointwise_;
  int32_t left_, top_;                   ///< of the next pixel's window
  int32_t x_, y_;                        ///< outputs left in the row, rows left in the image
  uint32_t inside_tops_, inside_lefts_;  ///< how many, from 0 on, have all of a window inside
};

}  // namespace

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* words, int8_t* output,
                uint8_t* scratch) {
  Convolution(p, input, words, output, scratch).run();
}

}  // namespace mote::cortex_m_mve
