// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/depthwise_taps_s8.h"

#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

constexpr int32_t kChannels = 4;

uint32_t word_at(const int8_t* from) {
  uint32_t word = 0;
  __builtin_memcpy(&word, from, 4);
  return word;
}

/// Sums of four neighbouring channels.
struct Sums {
  int32_t values[kChannels];

  /// Two taps, each a word of four channels. weights: of each channel both taps as halves.
  void add_pair(uint32_t first, uint32_t second, const uint32_t* weights) {
    const uint32_t low = pkhbt_lsl16(first, second), high = pkhtb_asr16(second, first);
    values[0] = smlad(sxtb16(low), weights[0], values[0]);
    values[1] = smlad(sxtb16_ror8(low), weights[1], values[1]);
    values[2] = smlad(sxtb16(high), weights[2], values[2]);
    values[3] = smlad(sxtb16_ror8(high), weights[3], values[3]);
  }
};

/// What four output channels need for all pixels.
struct Channels {
  int32_t first;
  int32_t count;            ///< fewer than four if the layer has fewer
  int32_t bias[kChannels];  ///< less what the input's zero point adds
  ChannelFactor factors[kChannels];
};

class Layer {
 public:
  Layer(const UnpackedConv2d& p, uint8_t* scratch)
      : p_(p), weights_(reinterpret_cast<uint32_t*>(scratch)) {
    if (!has_words_) reach_x_ = 0;
    for (int32_t i = 0, y = 0; y < p.filter_height; ++y) {
      for (int32_t x = 0; x < p.filter_width; ++x) {
        offsets_[i++] =
            y * p.dilation_height * row_bytes_ + x * p.dilation_width * p.input_channels;
      }
    }
    if (taps_ % 2 != 0) offsets_[taps_] = offsets_[taps_ - 1];  // its weights are 0
  }

  /// Four channels, or as many as there are, from `first` on.
  Channels prepare(int32_t first, const int8_t* filter, const Unaligned<int32_t>* bias,
                   const ChannelFactors& factors) {
    const int32_t all = p_.output_channels;
    Channels c{first, all < kChannels ? all : kChannels, {}, {}};
    for (int32_t i = 0; i < c.count; ++i) {
      const int32_t channel = first + i;
      uint32_t sum = bias == nullptr ? 0 : static_cast<uint32_t>(int32_t{bias[channel]});
      const int8_t* from = filter + channel;
      uint32_t* to = weights_ + i;
      for (int32_t tap = 0; tap < taps_; tap += 2, from += 2 * all, to += kChannels) {
        const int32_t a = from[0], b = tap + 1 < taps_ ? from[all] : 0;
        *to = pkhbt_lsl16(static_cast<uint32_t>(a), static_cast<uint32_t>(b));
        sum -= static_cast<uint32_t>((a + b) * p_.input_zero_point);
      }
      c.bias[i] = static_cast<int32_t>(sum);
      c.factors[i] = factors.first[channel * factors.step];
    }
    return c;
  }

  template <bool kIsExact>
  void run(const Channels& c, const int8_t* input, int8_t* output) {
    output += c.first;
    input += c.first;  // is not used where the multiplier is not 1
    for (int32_t batch = p_.batches; batch > 0; --batch, input += p_.input_height * row_bytes_) {
      int32_t top = -p_.pad_top;
      for (int32_t y = p_.output_height; y > 0; --y, top += p_.stride_height) {
        run_row<kIsExact>(c, input, top, output);
        output += p_.output_width * p_.output_channels;
      }
    }
  }

 private:
  template <bool kIsExact>
  void run_row(const Channels& c, const int8_t* input, int32_t top, int8_t* output) {
    const int32_t reach_x = top >= 0 && top < reach_y_ ? reach_x_ : 0;
    int32_t left = -p_.pad_left;
    const int8_t* first = input + top * row_bytes_ + left * p_.input_channels;
    for (int32_t x = p_.output_width; x > 0; --x, left += p_.stride_width) {
      const bool is_inside = left >= 0 && left < reach_x;
      if (!is_inside) gather(c, input, top, left);
      Sums sums{{c.bias[0], c.bias[1], c.bias[2], c.bias[3]}};
      if (is_inside) {
        add_all(first, sums);
      } else {
        add_window(sums);
      }
      store<kIsExact>(c, sums, output);
      output += p_.output_channels;
      first += p_.stride_width * p_.input_channels;
    }
  }

  void add_all(const int8_t* first, Sums& sums) const {
    const uint32_t* weights = weights_;
    const int32_t* offsets = offsets_;
    for (int32_t i = pairs_; i > 0; --i, offsets += 2, weights += kChannels) {
      sums.add_pair(word_at(first + offsets[0]), word_at(first + offsets[1]), weights);
    }
  }

  void add_window(Sums& sums) const {
    const uint32_t* weights = weights_;
    const uint32_t* words = window_;
    for (int32_t i = pairs_; i > 0; --i, words += 2, weights += kChannels) {
      sums.add_pair(words[0], words[1], weights);
    }
  }

  template <bool kIsExact>
  void store(const Channels& c, const Sums& sums, int8_t* output) const {
    const int32_t zero_point = p_.output.zero_point;
    if (c.count == kChannels) {
      output[0] = requantize<kIsExact>(sums.values[0], c.factors[0], zero_point);
      output[1] = requantize<kIsExact>(sums.values[1], c.factors[1], zero_point);
      output[2] = requantize<kIsExact>(sums.values[2], c.factors[2], zero_point);
      output[3] = requantize<kIsExact>(sums.values[3], c.factors[3], zero_point);
      return;
    }
    for (int32_t i = 0; i < c.count; ++i) {
      output[i] = requantize<kIsExact>(sums.values[i], c.factors[i], zero_point);
    }
  }

  /// The window with its padding, a word for each tap. `input`: of the first channel.
  [[gnu::noinline]] void gather(const Channels& c, const int8_t* input, int32_t top, int32_t left) {
    const int32_t dilation = p_.dilation_width;
    int32_t begin = left < 0 ? -left : 0, end = p_.input_width - left;
    if (dilation != 1)
      begin = (begin + dilation - 1) / dilation, end = (end + dilation - 1) / dilation;
    if (end > p_.filter_width) end = p_.filter_width;
    if (begin > end) begin = end;
    const int32_t step = dilation * p_.input_channels;
    uint32_t* to = window_;
    int32_t y = top;
    for (int32_t ky = p_.filter_height; ky > 0; --ky, y += p_.dilation_height) {
      uint32_t* const row_end = to + p_.filter_width;
      if (y >= 0 && y < p_.input_height) {
        const int8_t* from = input + y * row_bytes_ + left * p_.input_channels + begin * step;
        for (int32_t x = begin; x > 0; --x) *to++ = zeros_;
        for (int32_t x = end - begin; x > 0; --x, from += step) {
          *to++ = has_words_ ? word_at(from) : spread(c, from - c.first);
        }
      }
      while (to != row_end) *to++ = zeros_;
    }
    if (taps_ % 2 != 0) *to = zeros_;  // its weights are 0
  }

  /// The inputs of the channels. `from`: of the pixel.
  uint32_t spread(const Channels& c, const int8_t* from) const {
    uint32_t word = 0;
    for (int32_t i = 0; i < c.count; ++i) {
      word |= uint32_t{static_cast<uint8_t>(from[(c.first + i) / multiplier_])} << (8 * i);
    }
    return word;
  }

  const UnpackedConv2d& p_;
  const int32_t taps_ = unpacked_depthwise_taps(p_), pairs_ = (taps_ + 1) / 2;
  const int32_t multiplier_ = p_.output_channels / p_.input_channels;
  uint32_t* const weights_;  ///< four words a pair
  /// Bytes from the window's first tap.
  int32_t* const offsets_ = reinterpret_cast<int32_t*>(weights_ + kChannels * pairs_);
  uint32_t* const window_ = reinterpret_cast<uint32_t*>(offsets_ + 2 * pairs_);
  const int32_t row_bytes_ = p_.input_width * p_.input_channels;
  /// Windows that begin below are inside.
  const int32_t reach_y_ = p_.input_height - (p_.filter_height - 1) * p_.dilation_height;
  int32_t reach_x_ = p_.input_width - (p_.filter_width - 1) * p_.dilation_width;
  /// Of four channels, in the image.
  const bool has_words_ = multiplier_ == 1 && p_.input_channels >= kChannels;
  const uint32_t zeros_ = static_cast<uint8_t>(p_.input_zero_point) * 0x01010101U;
};

}  // namespace

void depthwise_taps_s8(const UnpackedConv2d& p, const int8_t* input, const int8_t* filter,
                       const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                       int8_t* output, uint8_t* scratch) {
  // The last four end with the last channel.
  const int32_t last = p.output_channels < kChannels ? 0 : p.output_channels - kChannels;
  for (int32_t next = 0; next < p.output_channels; next += kChannels) {
    Layer layer(p, scratch);
    const Channels channels = layer.prepare(next < last ? next : last, filter, bias, factors);
    if (factors.is_exact) {
      layer.run<true>(channels, input, output);
    } else {
      layer.run<false>(channels, input, output);
    }
  }
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.output_channels, p.output);
}

}  // namespace mote::cortex_m_dsp
