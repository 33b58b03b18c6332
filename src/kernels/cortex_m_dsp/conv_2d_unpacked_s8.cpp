// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/conv_2d_unpacked_s8.h"

#include "kernels/cortex_m_dsp/copy_bytes.h"
#include "kernels/cortex_m_dsp/requantize.h"
#include "kernels/cortex_m_dsp/widen_four.h"

namespace mote::cortex_m_dsp {
namespace {

/// Where the filter's rows of one pixel lie: in the image, or copied with their padding.
struct Patch {
  const int8_t* row;
  int32_t step;  ///< to the next row
};

class Convolution {
 public:
  Convolution(const UnpackedConv2d& p, const int8_t* input, uint8_t* scratch)
      : p_(p), image_(input), columns_(reinterpret_cast<uint32_t*>(scratch)),
        room_(reinterpret_cast<int8_t*>(scratch) + unpacked_conv_2d_columns_bytes(p) + 4),
        row_bytes_(p.filter_width * p.input_channels), depth_(p.filter_height * row_bytes_),
        image_row_bytes_(p.input_width * p.input_channels), front_(row_block_front(depth_)),
        x_(p.output_width), y_(p.output_height), top_(-p.pad_top), left_(-p.pad_left),
        less_zero_point_(static_cast<uint16_t>(-p.input_zero_point) * 0x00010001U) {
    // Rows in the image serve as they are if whole words of them are widened, or if there is one.
    const bool has_words = row_bytes_ % 4 == 0;
    rows_ = has_words ? p.filter_height : 1;
    row_groups_ = has_words ? row_bytes_ / 4 : row_block_groups(depth_);
    const bool is_dense = p.dilation_width == 1 || p.filter_width == 1;
    const bool reads_image = is_dense && (has_words || p.filter_height == 1);
    tops_ = p.input_height - (p.filter_height - 1) * p.dilation_height;
    lefts_ = reads_image ? p.input_width - p.filter_width + 1 : 0;
  }

  /// Pixels, up to four, whose columns are there then; 0 after the last one.
  int32_t gather() {
    const int32_t apart = p_.stride_width * p_.input_channels;
    const int32_t last = left_ + (kRowBlockPixels - 1) * p_.stride_width;
    if (x_ >= kRowBlockPixels && is_inside(last) && batch_ < p_.batches) {
      const int8_t* a = image_ + top_ * image_row_bytes_ + left_ * p_.input_channels;
      const int32_t step = p_.dilation_height * image_row_bytes_;
      left_ += kRowBlockPixels * p_.stride_width;
      x_ -= kRowBlockPixels;
      if (x_ == 0) next_row();
      widen_inside(a, apart, step);
      return kRowBlockPixels;
    }
    return gather_patches();
  }

 private:
  /// A window of this row of outputs, up to one that begins at `left`.
  bool is_inside(int32_t left) const {
    return left_ >= 0 && left < lefts_ && top_ >= 0 && top_ < tops_;
  }

  void widen_inside(const int8_t* a, int32_t apart, int32_t step) const {
    a -= front_;
    FourRows rows{a, a + apart, a + 2 * apart, a + 3 * apart};
    uint32_t* columns = columns_;
    for (int32_t i = rows_; i > 0; --i) {
      columns = widen_four(rows, row_groups_, less_zero_point_, columns);
      rows = {rows.a + step, rows.b + step, rows.c + step, rows.d + step};
    }
    clear_front(front_, columns_);
  }

  [[gnu::noinline]] int32_t gather_patches() {
    int32_t pixels = 0;
    Patch patches[kRowBlockPixels];
    int8_t* room = room_;
    for (; pixels < kRowBlockPixels && batch_ < p_.batches; ++pixels) {
      patches[pixels] = next_patch(room);
    }
    if (pixels == 0) return 0;
    for (int32_t i = pixels; i < kRowBlockPixels; ++i) patches[i] = patches[pixels - 1];
    uint32_t* columns = columns_;
    for (int32_t i = 0; i < rows_; ++i) {
      const FourRows rows{patches[0].row - front_, patches[1].row - front_, patches[2].row - front_,
                          patches[3].row - front_};
      columns = widen_four(rows, row_groups_, less_zero_point_, columns);
      for (Patch& patch : patches) patch.row += patch.step;
    }
    clear_front(front_, columns_);
    return pixels;
  }

  /// `room` moves on past what it needs.
  Patch next_patch(int8_t*& room) {
    Patch patch{image_ + top_ * image_row_bytes_ + left_ * p_.input_channels,
                p_.dilation_height * image_row_bytes_};
    if (!is_inside(left_)) {
      copy_patch(room);
      patch = {room, row_bytes_};
      room += depth_;
    }
    left_ += p_.stride_width;
    if (--x_ == 0) next_row();
    return patch;
  }

  void next_row() {
    x_ = p_.output_width;
    left_ = -p_.pad_left;
    top_ += p_.stride_height;
    if (--y_ != 0) return;
    y_ = p_.output_height;
    top_ = -p_.pad_top;
    image_ += p_.input_height * image_row_bytes_;
    ++batch_;
  }

  /// The window at top_ and left_ with its padding, its rows one behind the other.
  void copy_patch(int8_t* to) const {
    const auto zero = static_cast<int8_t>(p_.input_zero_point);
    const int32_t channels = p_.input_channels;
    const int32_t room = p_.input_width - left_;
    const int32_t end = room < p_.filter_width ? room : p_.filter_width;
    const int32_t begin = left_ >= 0 ? 0 : -left_ < end ? -left_ : end;
    const int32_t before = begin * channels, inside = (end - begin) * channels;
    const int8_t* row = image_ + top_ * image_row_bytes_ + left_ * channels;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height) {
      if (y < 0 || y >= p_.input_height) {
        to = fill_bytes(zero, row_bytes_, to);
      } else if (p_.dilation_width != 1) {
        to = copy_dilated(row, to);
      } else {
        to = fill_bytes(zero, before, to);
        to = copy_bytes(row + before, inside, to);
        to = fill_bytes(zero, row_bytes_ - before - inside, to);
      }
      row += p_.dilation_height * image_row_bytes_;
    }
  }

  int8_t* copy_dilated(const int8_t* row, int8_t* to) const {
    const int32_t channels = p_.input_channels;
    int32_t x = left_;
    for (int32_t kx = p_.filter_width; kx > 0; --kx, x += p_.dilation_width) {
      to = x >= 0 && x < p_.input_width
               ? copy_bytes(row, channels, to)
               : fill_bytes(static_cast<int8_t>(p_.input_zero_point), channels, to);
      row += p_.dilation_width * channels;
    }
    return to;
  }

  const UnpackedConv2d& p_;
  const int8_t* image_;
  uint32_t* const columns_;
  int8_t* const room_;
  int32_t row_bytes_, depth_;  ///< of the filter
  int32_t image_row_bytes_;
  int32_t front_;              ///< zeros before the depth
  int32_t rows_, row_groups_;  ///< widened for each pixel
  int32_t tops_, lefts_;       ///< below these a window is inside, and read where it is
  int32_t x_, y_;              ///< pixels left in the row, rows left in the image
  int32_t top_, left_;         ///< of the next pixel's window
  int32_t batch_ = 0;
  uint32_t less_zero_point_;
};

/// What is the same for all blocks.
struct Weights {
  const int8_t* filter;
  const Unaligned<int32_t>* bias;
  const ChannelFactors& factors;
};

/// All channels of the pixels in the columns, with any factors.
[[gnu::noinline]] void multiply_slowly(const UnpackedConv2d& p, const Weights& w,
                                       RowBlockChannels& c) {
  const int32_t depth = unpacked_conv_2d_depth(p);
  const int8_t* filter = w.filter - c.front;
  for (int32_t i = 0; i < p.output_channels; ++i, filter += depth) {
    int32_t sums[kRowBlockPixels];
    sums[0] = w.bias == nullptr ? 0 : int32_t{w.bias[i]};
    mote_dsp_row_block(filter, c.columns, c.block, sums);
    const ChannelFactor& factor = w.factors.first[i * w.factors.step];
    const int32_t others[] = {0, c.second, c.third, c.fourth};
    for (int32_t pixel = 0; pixel < kRowBlockPixels; ++pixel) {
      c.output[others[pixel] + i] = requantize<false>(sums[pixel], factor, c.zero_point);
    }
  }
}

/// Of fewer pixels than four the last one is there several times.
void multiply(const UnpackedConv2d& p, const Weights& w, int32_t pixels, int8_t* output,
              const uint32_t* columns) {
  static constexpr int32_t kNoBias = 0;
  const int32_t depth = unpacked_conv_2d_depth(p), groups = row_block_groups(depth);
  const int32_t channels = p.output_channels, last = pixels - 1;
  RowBlockChannels c{{row_block_entry(groups), columns + groups * kRowBlockColumnWords},
                     columns,
                     0,
                     w.bias == nullptr ? static_cast<const void*>(&kNoBias) : w.bias,
                     w.bias == nullptr ? 0 : 4,
                     row_block_front(depth),
                     p.output.zero_point,
                     w.factors.first,
                     w.factors.step * static_cast<int32_t>(sizeof(ChannelFactor)),
                     output,
                     (last < 1 ? last : 1) * channels,
                     (last < 2 ? last : 2) * channels,
                     last * channels,
                     output + channels};
  if (w.factors.is_exact) {
    mote_dsp_row_block_channels(w.filter - c.front, c);
  } else {
    multiply_slowly(p, w, c);
  }
  clamp_bytes(output, pixels * channels, p.output);
}

}  // namespace

void conv_2d_unpacked_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                         const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                         int8_t* output, uint8_t* scratch) {
  Convolution convolution(p, input, scratch);
  const auto* columns = reinterpret_cast<const uint32_t*>(scratch);
  int32_t pixels = 0;
  while ((pixels = convolution.gather()) != 0) {
    multiply(p, {filter, bias, factors}, pixels, output, columns);
    output += pixels * p.output_channels;
  }
}

}  // namespace mote::cortex_m_dsp
