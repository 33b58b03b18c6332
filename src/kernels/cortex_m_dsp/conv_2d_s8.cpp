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
      : p_(p), image_(input), weights_(weights), columns_(reinterpret_cast<uint32_t*>(scratch)),
        pad_row_(reinterpret_cast<int8_t*>(scratch + conv_2d_columns_bytes(p))),
        staged_(scratch + conv_2d_columns_bytes(p) + conv_2d_row_bytes(p)),
        input_row_bytes_(p.input_width * p.input_channels),
        step_(p.dilation_height * input_row_bytes_),
        row_groups_(conv_2d_row_groups(p.filter_height, p.filter_width * p.input_channels)),
        rest_(conv_2d_row_rest(p.filter_height, p.filter_width * p.input_channels)),
        padding_(static_cast<uint8_t>(p.input_zero_point) * 0x01010101U), top_(-p.pad_top),
        left_(-p.pad_left), x_(p.output_width), y_(p.output_height) {
    block_ = {nullptr,
              p.output_channels,
              nullptr,
              columns_ + p.groups * kColumnWordsPerGroup,
              matrix_block_entry(p.groups),
              p.output_zero_point};
    // Rows are read in whole words, which must not reach beyond the image.
    const int32_t reach = 4 * row_groups_ + rest_;
    const int32_t tops = p.input_height - (p.filter_height - 1) * p.dilation_height;
    const int32_t lefts = (input_row_bytes_ - reach) / p.input_channels + 1;
    const bool fits = input_row_bytes_ >= reach && p.dilation_width == 1;
    inside_tops_ = static_cast<uint32_t>(tops < 0 ? 0 : tops);
    inside_lefts_ = fits ? lefts : 0;
    is_pointwise_ = p.filter_height == 1 && p.filter_width == 1 && p.stride_height == 1 &&
                    p.stride_width == 1 && p.pad_top == 0 && p.pad_left == 0 &&
                    p.input_height == p.output_height && p.input_width == p.output_width &&
                    row_groups_ == p.groups;
    fill(padding_, static_cast<int32_t>(conv_2d_row_bytes(p)), pad_row_);
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

  [[gnu::noinline]] void gather(int32_t pixels) {
    const int32_t stride = p_.stride_width;
    if (x_ > kPixelsPerBlock && left_ >= 0 && left_ + 2 * stride < inside_lefts_) {
      const int8_t* a = image_ + top_ * input_row_bytes_ + left_ * p_.input_channels;
      const int32_t apart = stride * p_.input_channels;
      left_ += kPixelsPerBlock * stride;
      x_ -= kPixelsPerBlock;
      if (static_cast<uint32_t>(top_) < inside_tops_) {
        widen_patches({a, step_}, {a + apart, step_}, {a + 2 * apart, step_});
        return;
      }
      if (rest_ == 0) {
        widen_clipped(a, apart);
        return;
      }
      left_ -= kPixelsPerBlock * stride;
      x_ += kPixelsPerBlock;
    }
    auto* room = reinterpret_cast<int8_t*>(staged_) + kPixelsPerBlock * rest_bytes_of(p_);
    const Patch a = next_patch(room);
    const Patch b = pixels > 1 ? next_patch(room) : a;
    const Patch c = pixels > 2 ? next_patch(room) : a;
    widen_patches(a, b, c);
  }

  /// The words of each row, then what is left of the rows, a few bytes each.
  void widen_patches(Patch a, Patch b, Patch c) const {
    uint32_t* columns = columns_;
    const Patch first = a, second = b, third = c;
    if (row_groups_ != 0) {
      for (int32_t ky = p_.filter_height; ky > 0; --ky) {
        columns = widen_three(a.row, b.row, c.row, row_groups_, columns);
        a.row += a.step, b.row += b.step, c.row += c.step;
      }
    }
    if (rest_ != 0) widen_rest(first, second, third, columns);
  }

  void widen_rest(Patch a, Patch b, Patch c, uint32_t* columns) const {
    const int32_t bytes = rest_bytes_of(p_), skip = 4 * row_groups_, rest = rest_;
    if (rest == 1 && p_.filter_height == 3) {  // colour images
      const uint32_t words[] = {one_of_three(a, skip), one_of_three(b, skip),
                                one_of_three(c, skip)};
      const auto* from = reinterpret_cast<const int8_t*>(words);
      widen_three(from, from + 4, from + 8, 1, columns);
      return;
    }
    auto* to = reinterpret_cast<int8_t*>(staged_);
    int8_t* at = to;
    for (int32_t ky = p_.filter_height; ky > 0; --ky) {
      for (int32_t i = skip; i < skip + rest; ++i, ++at) {
        at[0] = a.row[i];
        at[bytes] = b.row[i];
        at[2 * bytes] = c.row[i];
      }
      a.row += a.step, b.row += b.step, c.row += c.step;
    }
    widen_three(to, to + bytes, to + 2 * bytes, bytes / 4, columns);
  }

  /// A byte of each of three rows.
  static uint32_t one_of_three(const Patch& patch, int32_t at) {
    const auto* from = reinterpret_cast<const uint8_t*>(patch.row + at);
    return from[0] | static_cast<uint32_t>(from[patch.step]) << 8 |
           static_cast<uint32_t>(from[2 * patch.step]) << 16;
  }

  /// Three neighbours of which some rows lie above or below the image.
  void widen_clipped(const int8_t* a, int32_t apart) const {
    uint32_t* columns = columns_;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height, a += step_) {
      const bool is_inside = static_cast<uint32_t>(y) < p_.input_height;
      columns = is_inside ? widen_three(a, a + apart, a + 2 * apart, row_groups_, columns)
                          : widen_three(pad_row_, pad_row_, pad_row_, row_groups_, columns);
    }
  }

  /// `room` moves on past what it needs.
  Patch next_patch(int8_t*& room) {
    Patch patch{image_ + top_ * input_row_bytes_ + left_ * p_.input_channels, step_};
    if (static_cast<uint32_t>(top_) >= inside_tops_ || left_ < 0 || left_ >= inside_lefts_) {
      patch = {room, 4 * row_groups_ + rest_};
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

  /// The window at top_ and left_ with its padding, in rows as they are read. Returns their end.
  [[gnu::noinline]] int8_t* pad(int8_t* to) const {
    const int32_t channels = p_.input_channels;
    const int32_t row_bytes = p_.filter_width * channels;
    const int32_t room = p_.input_width - left_;
    const int32_t end = room < p_.filter_width ? room : p_.filter_width;
    const int32_t begin = left_ >= 0 ? 0 : -left_ < end ? -left_ : end;
    const int32_t before = begin * channels, inside = (end - begin) * channels;
    const int32_t after = row_bytes - before - inside;
    const int8_t* row = image_ + top_ * input_row_bytes_ + left_ * channels;
    int32_t y = top_;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height, row += step_) {
      int8_t* const next = to + 4 * row_groups_ + rest_;
      if (static_cast<uint32_t>(y) >= p_.input_height) {
        fill(padding_, row_bytes, to);
      } else if (p_.dilation_width != 1) {
        pad_dilated(row, to);
      } else {
        to = fill(padding_, before, to);
        to = copy(row + before, inside, to);
        fill(padding_, after, to);
      }
      to = next;
    }
    return to;
  }

  void pad_dilated(const int8_t* row, int8_t* to) const {
    const int32_t step = p_.dilation_width * p_.input_channels;
    int32_t x = left_;
    for (int32_t kx = p_.filter_width; kx > 0; --kx, x += p_.dilation_width, row += step) {
      to = static_cast<uint32_t>(x) < p_.input_width ? copy(row, p_.input_channels, to)
                                                     : fill(padding_, p_.input_channels, to);
    }
  }

  const Conv2d& p_;
  const int8_t* image_;
  const int32_t* weights_;
  uint32_t* columns_;
  int8_t* pad_row_;
  uint8_t* staged_;
  MatrixBlock block_;
  int32_t input_row_bytes_;
  int32_t step_;        ///< bytes of the input between rows of the filter
  int32_t row_groups_;  ///< read of each row
  int32_t rest_;        ///< bytes of each row that are in no group
  uint32_t padding_;
  int32_t top_, left_;    ///< of the next pixel's window
  int32_t x_, y_;         ///< outputs left in the row, rows left in the image
  uint32_t inside_tops_;  ///< how many tops, from 0 on, have all rows inside
  int32_t inside_lefts_;
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
        *output++ =
            static_cast<int8_t>(clamp<int32_t>(scaled + p.conv.output_zero_point, p.low, p.high));
      }
    }
  });
}

}  // namespace mote::cortex_m_dsp
