// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/conv_2d_s8.h"

#include "base/fixed_point.h"
#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

uint32_t load_word(const int8_t* from) {
  uint32_t word;
  __builtin_memcpy(&word, from, 4);
  return word;
}

/// Bytes of one pixel into its lane of the columns.
inline uint32_t* widen(const int8_t* from, int32_t groups, uint32_t* lane) {
  do {
    const uint32_t word = load_word(from);
    from += 4;
    lane[kPixelsPerBlock] = word ^ kColumnFlip;
    lane[0] = sxtb16(word);
    lane += kColumnWordsPerGroup;
  } while (--groups != 0);
  return lane;
}

/// Three pixels that lie `channels` bytes apart.
inline void widen_three(const int8_t* from, int32_t channels, int32_t groups, uint32_t* columns) {
  const int8_t* second = from + channels;
  const int8_t* third = second + channels;
  do {
    const uint32_t a = load_word(from), b = load_word(second), c = load_word(third);
    from += 4, second += 4, third += 4;
    columns[0] = sxtb16(a);
    columns[1] = sxtb16(b);
    columns[2] = sxtb16(c);
    columns[3] = a ^ kColumnFlip;
    columns[4] = b ^ kColumnFlip;
    columns[5] = c ^ kColumnFlip;
    columns += kColumnWordsPerGroup;
  } while (--groups != 0);
}

inline int8_t* copy(const int8_t* from, int32_t count, int8_t* to) {
  for (; count >= 4; count -= 4, from += 4, to += 4) __builtin_memcpy(to, from, 4);
  for (; count > 0; --count) *to++ = *from++;
  return to;
}

inline int8_t* fill(int8_t value, int32_t count, int8_t* to) {
  const uint32_t word = static_cast<uint8_t>(value) * 0x01010101U;
  for (; count >= 4; count -= 4, to += 4) __builtin_memcpy(to, &word, 4);
  for (; count > 0; --count) *to++ = value;
  return to;
}

class Convolution {
 public:
  Convolution(const Conv2d& p, const int8_t* input, const int32_t* weights, uint8_t* scratch)
      : p_(p),
        input_(input),
        weights_(weights),
        columns_(reinterpret_cast<uint32_t*>(scratch)),
        row_bytes_(p.filter_width * p.input_channels),
        in_row_bytes_(p.input_width * p.input_channels) {
    uint32_t* end = columns_ + p.groups * kColumnWordsPerGroup;
    patch_ = reinterpret_cast<int8_t*>(end);
    staged_ = patch_ + p.groups * 4;
    block_ = {nullptr, p.output_channels, nullptr, end, matrix_block_entry(p.groups),
              p.output_zero_point};
    rows_are_groups_ = p.dilation_width == 1 && row_bytes_ % 4 == 0 &&
                       row_bytes_ * p.filter_height == 4 * p.groups;
    is_pointwise_ = p.filter_height == 1 && p.filter_width == 1 && p.stride_height == 1 &&
                    p.stride_width == 1 && p.pad_top == 0 && p.pad_left == 0 &&
                    p.input_height == p.output_height && p.input_width == p.output_width &&
                    (p.input_channels + 3) / 4 == p.groups;
  }

  /// For each three pixels calls run(pixels, which may be fewer at the end).
  template <class Run>
  void for_each_block(Run run) {
    int32_t left = p_.batches * p_.output_height * p_.output_width;
    for (; left > 0; left -= kPixelsPerBlock) {
      const int32_t pixels = left < kPixelsPerBlock ? left : kPixelsPerBlock;
      // The last word of a pixel may reach into the next one.
      if (is_pointwise_ && (left > kPixelsPerBlock ||
                            (left == kPixelsPerBlock && p_.input_channels % 4 == 0))) {
        widen_three(input_, p_.input_channels, p_.groups, columns_);
        input_ += kPixelsPerBlock * p_.input_channels;
      } else if (is_pointwise_) {
        for (int32_t i = 0; i < pixels; ++i, input_ += p_.input_channels) {
          copy(input_, p_.input_channels, patch_);
          widen(patch_, p_.groups, columns_ + i);
        }
      } else {
        for (int32_t i = 0; i < pixels; ++i) gather(columns_ + i);
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

  int8_t* staged() const { return staged_; }

 private:
  void gather(uint32_t* lane) {
    const int32_t top = y_ * p_.stride_height - p_.pad_top;
    const int32_t left = x_ * p_.stride_width - p_.pad_left;
    const bool is_inside =
        top >= 0 && left >= 0 &&
        top + (p_.filter_height - 1) * p_.dilation_height < p_.input_height &&
        left + (p_.filter_width - 1) * p_.dilation_width < p_.input_width;
    if (is_inside && rows_are_groups_) {
      const int8_t* row = input_ + top * in_row_bytes_ + left * p_.input_channels;
      for (int32_t ky = p_.filter_height; ky > 0; --ky) {
        lane = widen(row, row_bytes_ / 4, lane);
        row += p_.dilation_height * in_row_bytes_;
      }
    } else {
      fill_patch(top, left);
      widen(patch_, p_.groups, lane);
    }
    if (++x_ == p_.output_width) {
      x_ = 0;
      if (++y_ == p_.output_height) y_ = 0, input_ += p_.input_height * in_row_bytes_;
    }
  }

  void fill_patch(int32_t top, int32_t left) {
    int8_t* to = patch_;
    for (int32_t ky = 0; ky < p_.filter_height; ++ky, top += p_.dilation_height) {
      if (top < 0 || top >= p_.input_height) {
        to = fill(p_.input_zero_point, row_bytes_, to);
        continue;
      }
      const int8_t* row = input_ + top * in_row_bytes_ + left * p_.input_channels;
      if (p_.dilation_width == 1) {
        const int32_t before = left < 0 ? (-left < p_.filter_width ? -left : p_.filter_width) : 0;
        const int32_t room = p_.input_width - left;
        const int32_t end = room < p_.filter_width ? room : p_.filter_width;
        to = fill(p_.input_zero_point, before * p_.input_channels, to);
        to = copy(row + before * p_.input_channels, (end - before) * p_.input_channels, to);
        to = fill(p_.input_zero_point, (p_.filter_width - end) * p_.input_channels, to);
        continue;
      }
      for (int32_t kx = 0; kx < p_.filter_width; ++kx) {
        const int32_t x = left + kx * p_.dilation_width;
        const bool is_inside = x >= 0 && x < p_.input_width;
        to = is_inside ? copy(row + kx * p_.dilation_width * p_.input_channels,
                              p_.input_channels, to)
                       : fill(p_.input_zero_point, p_.input_channels, to);
      }
    }
  }

  const Conv2d& p_;
  const int8_t* input_;
  const int32_t* weights_;
  uint32_t* columns_;
  int8_t* patch_;
  int8_t* staged_;
  MatrixBlock block_;
  int32_t row_bytes_, in_row_bytes_;
  int32_t y_ = 0, x_ = 0;
  bool rows_are_groups_, is_pointwise_;
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
    const int8_t* from = convolution.staged();
    convolution.multiply(reinterpret_cast<uint8_t*>(convolution.staged()), stride, 1);
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
    convolution.multiply(reinterpret_cast<uint8_t*>(convolution.staged()), 4 * stride, 4);
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
