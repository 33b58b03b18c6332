// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/conv_2d_s8.h"

#include "base/fixed_point.h"
#include "widen.h"

namespace mote::cortex_m_dsp {
namespace {

inline int8_t* copy(const int8_t* from, int32_t count, int8_t* to) {
  for (; count >= 4; count -= 4, from += 4, to += 4) __builtin_memcpy(to, from, 4);
  for (; count > 0; --count) *to++ = *from++;
  return to;
}

inline int8_t* fill(uint32_t word, int32_t count, int8_t* to) {
  for (; count >= 4; count -= 4, to += 4) __builtin_memcpy(to, &word, 4);
  for (; count > 0; --count) *to++ = static_cast<int8_t>(word);
  return to;
}

/// Where the filter's rows of one pixel lie: in the input, or copied with their padding.
struct Patch {
  const int8_t* row;
  int32_t step;  ///< to the next row
};

class Convolution {
 public:
  Convolution(const Conv2d& p, const int8_t* input, const int32_t* weights, uint8_t* scratch)
      : p_(p),
        image_(input),
        weights_(weights),
        columns_(reinterpret_cast<uint32_t*>(scratch)),
        staged_(scratch + p.groups * kColumnWordsPerGroup * 4),
        row_bytes_(p.filter_width * p.input_channels),
        input_row_bytes_(p.input_width * p.input_channels),
        padding_(static_cast<uint8_t>(p.input_zero_point) * 0x01010101U),
        top_(-p.pad_top),
        left_(-p.pad_left),
        x_(p.output_width),
        y_(p.output_height) {
    block_ = {nullptr, p.output_channels, nullptr, columns_ + p.groups * kColumnWordsPerGroup,
              matrix_block_entry(p.groups), p.output_zero_point};
    const int32_t tops = p.input_height - (p.filter_height - 1) * p.dilation_height;
    const int32_t lefts = p.input_width - p.filter_width + 1;
    inside_tops_ = static_cast<uint32_t>(tops < 0 ? 0 : tops);
    inside_lefts_ = static_cast<uint32_t>(lefts < 0 || p.dilation_width != 1 ? 0 : lefts);
    is_pointwise_ = p.filter_height == 1 && p.filter_width == 1 && p.stride_height == 1 &&
                    p.stride_width == 1 && p.pad_top == 0 && p.pad_left == 0 &&
                    p.input_height == p.output_height && p.input_width == p.output_width &&
                    (p.input_channels + 3) / 4 == p.groups;
  }

  /// For each three pixels calls run(pixels, which may be fewer at the end).
  template <class Run>
  void for_each_block(Run run) {
    const int32_t channels = p_.input_channels;
    for (int32_t left = p_.batches * p_.output_height * p_.output_width; left > 0;
         left -= kPixelsPerBlock) {
      const int32_t pixels = left < kPixelsPerBlock ? left : kPixelsPerBlock;
      // The last word of a pixel may reach into the next one, but not beyond the last one.
      if (is_pointwise_ && pixels == kPixelsPerBlock && (left != pixels || channels % 4 == 0)) {
        widen_three(image_, image_ + channels, image_ + 2 * channels, p_.groups, columns_);
        image_ += kPixelsPerBlock * channels;
      } else if (is_pointwise_) {
        gather_points(pixels);
      } else {
        gather(pixels);
      }
      run(pixels);
    }
  }

  /// All channels of the pixels in the columns. `step`: bytes of an output.
  void multiply(uint8_t* output, int32_t pixel_stride, int32_t step) {
    const int32_t even = p_.output_channels & ~1;
    block_.pixel_stride = pixel_stride;
    const int32_t* weights = weights_;
    if (even != 0) {
      block_.output = output;
      block_.output_end = output + even * step;
      p_.block(weights, columns_, block_);
    }
    if (even == p_.output_channels) return;
    // The last pair of an odd count begins at the channel before the last one.
    weights += even / 2 * (2 + 2 * p_.groups + p_.factor_words);
    if (even != 0) output += (even - 1) * step;
    block_.output = output;
    block_.output_end = output + 2 * step;
    p_.block(weights, columns_, block_);
  }

  /// Free for outputs once the columns are there.
  uint8_t* staged() const { return staged_; }

 private:
  [[gnu::noinline]] void gather_points(int32_t pixels) {
    auto* patch = reinterpret_cast<int8_t*>(staged_);
    const int32_t bytes = 4 * p_.groups;
    for (int32_t i = 0; i < pixels; ++i, image_ += p_.input_channels) {
      copy(image_, p_.input_channels, patch + i * bytes);
    }
    widen_three(patch, patch + bytes, patch + 2 * bytes, p_.groups, columns_);
  }

  /// The words of each row, then what is left of the rows, a few bytes each.
  [[gnu::noinline]] void gather(int32_t pixels) {
    auto* room = reinterpret_cast<int8_t*>(staged_);
    Patch a = next_patch(room), b = a, c = a;
    if (pixels > 1) b = next_patch(room);
    if (pixels > 2) c = next_patch(room);
    uint32_t* columns = columns_;
    const int32_t row_groups = row_bytes_ / 4, row_rest = row_bytes_ % 4;
    const int32_t rest_bytes = rest_bytes_of(p_);
    int8_t* rest = room;
    for (int32_t ky = p_.filter_height; ky > 0; --ky) {
      if (row_groups != 0) columns = widen_three(a.row, b.row, c.row, row_groups, columns);
      for (int32_t i = row_bytes_ - row_rest; i < row_bytes_; ++i, ++rest) {
        rest[0] = a.row[i];
        rest[rest_bytes] = b.row[i];
        rest[2 * rest_bytes] = c.row[i];
      }
      a.row += a.step, b.row += b.step, c.row += c.step;
    }
    if (rest_bytes != 0) {
      widen_three(room, room + rest_bytes, room + 2 * rest_bytes, rest_bytes / 4, columns);
    }
  }

  /// `room` moves on past what it needs.
  inline Patch next_patch(int8_t*& room) {
    Patch patch{image_ + top_ * input_row_bytes_ + left_ * p_.input_channels,
                p_.dilation_height * input_row_bytes_};
    if (static_cast<uint32_t>(top_) >= inside_tops_ ||
        static_cast<uint32_t>(left_) >= inside_lefts_) {
      patch = {room, row_bytes_};
      room = pad(room);
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
    image_ += p_.input_height * input_row_bytes_;
  }

  [[gnu::noinline]] int8_t* pad(int8_t* to) const {
    const int32_t channels = p_.input_channels;
    const int32_t room = p_.input_width - left_;
    const int32_t end = room < p_.filter_width ? room : p_.filter_width;
    const int32_t begin = left_ >= 0 ? 0 : -left_ < end ? -left_ : end;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height) {
      if (static_cast<uint32_t>(y) >= p_.input_height) {
        to = fill(padding_, row_bytes_, to);
        continue;
      }
      const int8_t* row = image_ + y * input_row_bytes_ + left_ * channels;
      if (p_.dilation_width != 1) {
        to = pad_dilated(row, to);
        continue;
      }
      to = fill(padding_, begin * channels, to);
      to = copy(row + begin * channels, (end - begin) * channels, to);
      to = fill(padding_, (p_.filter_width - end) * channels, to);
    }
    return to;
  }

  int8_t* pad_dilated(const int8_t* row, int8_t* to) const {
    const int32_t step = p_.dilation_width * p_.input_channels;
    int32_t x = left_;
    for (int32_t kx = p_.filter_width; kx > 0; --kx, x += p_.dilation_width, row += step) {
      to = static_cast<uint32_t>(x) < p_.input_width ? copy(row, p_.input_channels, to)
                                                     : fill(padding_, p_.input_channels, to);
    }
    return to;
  }

  const Conv2d& p_;
  const int8_t* image_;
  const int32_t* weights_;
  uint32_t* columns_;
  uint8_t* staged_;
  MatrixBlock block_;
  int32_t row_bytes_, input_row_bytes_;
  uint32_t padding_;
  int32_t top_, left_;  ///< of the next pixel's window
  int32_t x_, y_;       ///< outputs left in the row, rows left in the image
  uint32_t inside_tops_, inside_lefts_;  ///< how many tops from 0 have all rows inside, and so on
  bool is_pointwise_;
};

}  // namespace

void conv_2d_s8(const Conv2d& p, const int8_t* input, const int32_t* weights, int8_t* output,
                uint8_t* scratch) {
  Convolution convolution(p, input, weights, scratch);
  const int32_t channels = p.output_channels;
  convolution.for_each_block([&](int32_t pixels) {
    if (pixels == kPixelsPerBlock && channels > 1) {
      convolution.multiply(reinterpret_cast<uint8_t*>(output), channels, 1);
      output += kPixelsPerBlock * channels;
      return;
    }
    const auto stride = static_cast<int32_t>(align_up(static_cast<uint32_t>(channels), 2));
    const auto* from = reinterpret_cast<const int8_t*>(convolution.staged());
    convolution.multiply(convolution.staged(), stride, 1);
    for (int32_t i = 0; i < pixels; ++i, from += stride) output = copy(from, channels, output);
  });
}

void conv_2d_wide_s8(const Conv2dWide& p, const int8_t* input, const int32_t* weights,
                     const WideChannel* channels, int8_t* output, uint8_t* scratch) {
  Convolution convolution(p.conv, input, weights, scratch);
  const int32_t count = p.conv.output_channels;
  const auto stride = static_cast<int32_t>(align_up(static_cast<uint32_t>(count), 2));
  convolution.for_each_block([&](int32_t pixels) {
    const auto* sums = reinterpret_cast<const int32_t*>(convolution.staged());
    convolution.multiply(convolution.staged(), 4 * stride, 4);
    for (int32_t i = 0; i < pixels; ++i, sums += stride) {
      for (int32_t c = 0; c < count; ++c) {
        const int32_t scaled = rescale(sums[c], channels[c].multiplier, channels[c].shift);
        *output++ = static_cast<int8_t>(
            clamp<int32_t>(scaled + p.conv.output_zero_point, p.low, p.high));
      }
    }
  });
}

}  // namespace mote::cortex_m_dsp
