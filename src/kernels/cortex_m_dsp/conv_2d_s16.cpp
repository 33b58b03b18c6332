// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/conv_2d_s16.h"

#include "base/fixed_point.h"
#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

inline uint32_t word_at(const int16_t* from) {
  uint32_t word = 0;
  __builtin_memcpy(&word, from, 4);
  return word;
}

int16_t element(const Conv2d16& p, int32_t sum, const Channel16& c) {
  int32_t scaled = 0;
  if (p.is_wide != 0) {
    const uint64_t bias = uint64_t{static_cast<uint32_t>(c.bias_high)} << 32 | c.bias_low;
    const uint64_t total = static_cast<uint64_t>(int64_t{sum}) + bias;
    scaled = rescale_64(static_cast<int64_t>(total), c.multiplier, c.shift);
  } else {
    const uint32_t total = static_cast<uint32_t>(sum) + c.bias_low;
    scaled = rescale(static_cast<int32_t>(total), c.multiplier, c.shift);
  }
  return static_cast<int16_t>(clamp<int32_t>(scaled, p.low, p.high));
}

struct Sums {
  int32_t first, second;  ///< of two channels
};

/// Sums of two pixels.
inline void multiply_two(const int16_t* a, const int16_t* b, const uint32_t* weights,
                         int32_t groups, Sums& of_a, Sums& of_b) {
  const uint32_t* const end = weights + 2 * groups;
  do {
    const uint32_t first = *weights++, second = *weights++;
    const uint32_t a_low = word_at(a), b_low = word_at(b);
    const uint32_t first_low = sxtb16(first), second_low = sxtb16(second);
    of_a.first = smlad(a_low, first_low, of_a.first);
    of_b.first = smlad(b_low, first_low, of_b.first);
    of_a.second = smlad(a_low, second_low, of_a.second);
    of_b.second = smlad(b_low, second_low, of_b.second);
    const uint32_t a_high = word_at(a + 2), b_high = word_at(b + 2);
    const uint32_t first_high = sxtb16_ror8(first), second_high = sxtb16_ror8(second);
    of_a.first = smlad(a_high, first_high, of_a.first);
    of_b.first = smlad(b_high, first_high, of_b.first);
    of_a.second = smlad(a_high, second_high, of_a.second);
    of_b.second = smlad(b_high, second_high, of_b.second);
    a += 4, b += 4;
  } while (weights != end);
}

inline void multiply_one(const int16_t* a, const uint32_t* weights, int32_t groups, Sums& of_a) {
  do {
    const uint32_t first = *weights++, second = *weights++;
    const uint32_t low = word_at(a), high = word_at(a + 2);
    of_a.first = smlad(low, sxtb16(first), of_a.first);
    of_a.second = smlad(low, sxtb16(second), of_a.second);
    of_a.first = smlad(high, sxtb16_ror8(first), of_a.first);
    of_a.second = smlad(high, sxtb16_ror8(second), of_a.second);
    a += 4;
  } while (--groups != 0);
}

class Layer {
 public:
  Layer(const Conv2d16& p, const uint32_t* weights, const Channel16* channels, uint8_t* scratch)
      : p_(p), weights_(weights), channels_(channels),
        windows_(reinterpret_cast<int16_t*>(scratch)) {}

  void run_batch(const int16_t* input, int16_t* output) const {
    const int32_t pixels = p_.output_height * p_.output_width, channels = p_.output_channels;
    int32_t y = 0, x = 0;
    const int16_t* windows[2] = {};
    for (int32_t pixel = 0; pixel < pixels; pixel += 2, output += 2 * channels) {
      const int32_t some = pixels - pixel < 2 ? 1 : 2;
      for (int32_t i = 0; i < some; ++i) {
        windows[i] = window(input, y, x, windows_ + i * 4 * p_.groups);
        if (++x == p_.output_width) x = 0, ++y;
      }
      if (some == 2) {
        two(windows[0], windows[1], output);
      } else {
        one(windows[0], output);
      }
    }
  }

 private:
  void two(const int16_t* a, const int16_t* b, int16_t* output) const {
    const int32_t channels = p_.output_channels, groups = p_.groups;
    const uint32_t* weights = weights_;
    for (int32_t c = 0; c < channels; c += 2, weights += 2 * groups) {
      Sums of_a{0, 0}, of_b{0, 0};
      multiply_two(a, b, weights, groups, of_a, of_b);
      output[c] = element(p_, of_a.first, channels_[c]);
      output[channels + c] = element(p_, of_b.first, channels_[c]);
      if (c + 1 == channels) return;
      output[c + 1] = element(p_, of_a.second, channels_[c + 1]);
      output[channels + c + 1] = element(p_, of_b.second, channels_[c + 1]);
    }
  }

  void one(const int16_t* a, int16_t* output) const {
    const int32_t channels = p_.output_channels, groups = p_.groups;
    const uint32_t* weights = weights_;
    for (int32_t c = 0; c < channels; c += 2, weights += 2 * groups) {
      Sums of_a{0, 0};
      multiply_one(a, weights, groups, of_a);
      output[c] = element(p_, of_a.first, channels_[c]);
      if (c + 1 == channels) return;
      output[c + 1] = element(p_, of_a.second, channels_[c + 1]);
    }
  }

  /// The window of output (y, x), filled up with zeros: the image's own row, or in `to`.
  const int16_t* window(const int16_t* input, int32_t y, int32_t x, int16_t* to) const {
    const int32_t channels = p_.input_channels, width = p_.input_width;
    const int32_t top = y * p_.stride_height - p_.pad_top;
    const int32_t left = x * p_.stride_width - p_.pad_left;
    if (!needs_windows(p_)) return input + (top * width + left) * channels;
    int16_t* const begin = to;
    int16_t* const end = to + 4 * p_.groups;
    for (int32_t ky = 0, in_y = top; ky < p_.filter_height; ++ky, in_y += p_.dilation_height) {
      const bool has_row = in_y >= 0 && in_y < p_.input_height;
      const int16_t* row = input + in_y * width * channels;
      if (has_row && p_.dilation_width == 1 && left >= 0 && left + p_.filter_width <= width) {
        to = copy(row + left * channels, p_.filter_width * channels, to);
        continue;
      }
      for (int32_t kx = 0, in_x = left; kx < p_.filter_width; ++kx, in_x += p_.dilation_width) {
        const bool is_inside = has_row && in_x >= 0 && in_x < width;
        to = is_inside ? copy(row + in_x * channels, channels, to) : clear(channels, to);
      }
    }
    (void)clear(static_cast<int32_t>(end - to), to);
    return begin;
  }

  static int16_t* copy(const int16_t* from, int32_t count, int16_t* to) {
    for (; count >= 4; count -= 4, from += 4, to += 4) {
      const uint32_t first = word_at(from), second = word_at(from + 2);
      __builtin_memcpy(to, &first, 4);
      __builtin_memcpy(to + 2, &second, 4);
    }
    for (; count > 0; --count) *to++ = *from++;
    return to;
  }
  static int16_t* clear(int32_t count, int16_t* to) {
    for (; count > 0; --count) *to++ = 0;
    return to;
  }

  const Conv2d16& p_;
  const uint32_t* const weights_;
  const Channel16* const channels_;
  int16_t* const windows_;
};

}  // namespace

void conv_2d_s16(const Conv2d16& p, const int16_t* input, const uint32_t* weights,
                 const Channel16* channels, int16_t* output, uint8_t* scratch) {
  const Layer layer(p, weights, channels, scratch);
  for (int32_t batch = p.batches; batch > 0; --batch) {
    layer.run_batch(input, output);
    input += p.input_height * p.input_width * p.input_channels;
    output += p.output_height * p.output_width * p.output_channels;
  }
}

}  // namespace mote::cortex_m_dsp
