// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/depthwise_3x3_s8.h"

#include "base/fixed_point.h"
#include "intrinsics.h"

namespace mote::cortex_m_dsp {
namespace {

constexpr int32_t kWholeWord = kChannelsPerLine;

class Depthwise {
 public:
  Depthwise(const Depthwise3x3& p, uint8_t* scratch) : p_(p) {
    channels_ = reinterpret_cast<DepthwiseChannel*>(scratch);
    lines_ = reinterpret_cast<uint32_t*>(channels_ + kChannelsPerLine);
    padding_ = static_cast<uint8_t>(p.input_zero_point) * 0x01010101U;
    const int32_t width_in = p.is_transposed != 0 ? p.input_lines : p.input_length;
    const int32_t width_out = p.is_transposed != 0 ? p.output_lines : p.output_length;
    const int32_t row_in = width_in * p.channels, row_out = width_out * p.channels;
    step_in_ = p.is_transposed != 0 ? row_in : p.channels;
    line_in_ = p.is_transposed != 0 ? p.channels : row_in;
    line_out_ = p.is_transposed != 0 ? p.channels : row_out;
    line_ = {p.output_zero_point,
             p.is_transposed != 0 ? row_out : p.channels,
             p.output_length,
             depthwise_line_loop_bytes(p.output_length, p.stride),
             0,
             nullptr};
    pairs_ = depthwise_line_pairs(p.output_length, p.stride);
    pairs_before_ = (p.pad + 1) / 2;
    const int32_t whole = (p.input_length + p.pad) / 2 - pairs_before_;
    pairs_inside_ = whole < 0 ? 0 : whole < pairs_ - pairs_before_ ? whole : pairs_ - pairs_before_;
  }

  /// Channels [first, first + count), count at most 4, from `packed`. For each line of outputs
  /// calls finish(lines of the first channel, outputs of the first channel).
  template <class Finish>
  void run(const int8_t* input, int32_t first, int32_t count, const int32_t* packed, int8_t* output,
           Finish finish) {
    // A word of the input holds four channels: the last ones are read with those before them.
    int32_t lane = 0;
    loaded_ = kWholeWord;
    if (p_.channels < kWholeWord) {
      loaded_ = p_.channels;
    } else if (first + kWholeWord > p_.channels) {
      lane = first + kWholeWord - p_.channels;
    }
    input += first - lane;
    output += first;
    unpack(packed, count);
    int32_t next = 0;  // line of the input, counted from the padding on
    for (int32_t y = 0; y < p_.output_lines; ++y) {
      const int32_t begin = y * p_.line_stride;
      if (next < begin) next = begin;
      for (; next < begin + 3; ++next) widen_line(input, next - p_.line_pad, next % kSlots);
      line_.first_row = (kSlots - begin % kSlots) % kSlots;
      finish(lines_ + lane * kSlots, output);
      output += line_out_;
    }
  }

  void call(DepthwiseLineFunction* function, int32_t first, int32_t count, const uint32_t* lines,
            int8_t* output) {
    line_.channels_end = channels_ + first + count;
    function(channels_ + first, lines + first * kSlots, output, line_);
  }

  int32_t step_out() const { return line_.step; }
  /// Behind the lines.
  int32_t* sums() const { return reinterpret_cast<int32_t*>(lines_ + pairs_ * kLineWordsPerPair); }

 private:
  void unpack(const int32_t* packed, int32_t count) {
    const int32_t words = p_.channel_words;
    for (int32_t c = 0; c < count; ++c, packed += words) {
      DepthwiseChannel& channel = channels_[c];
      const bool is_wide = words == 7 && packed[6] != 0;
      for (int32_t row = 0; row < 3; ++row) {
        const auto bytes = static_cast<uint32_t>(packed[row]);
        uint32_t first = (bytes & 0xFF) << 8 | (bytes & 0xFF00) << 16;
        uint32_t last = (bytes & 0xFF00) | (bytes & 0xFF0000) << 8;
        if (is_wide) first = sxtb16_ror8(first), last = sxtb16_ror8(last);
        channel.rows[row] = {first, last};
      }
      channel.rows[3] = channel.rows[0];
      channel.rows[4] = channel.rows[1];
      channel.bias = packed[3];
      channel.factor = packed[4];
      channel.second_factor = words == 5 ? 0 : packed[5];
    }
  }

  uint32_t load(const int8_t* from) const {
    uint32_t word = 0;
    if (loaded_ == kWholeWord) {
      __builtin_memcpy(&word, from, 4);
      return word;
    }
    for (int32_t i = 0; i < loaded_; ++i) word |= static_cast<uint32_t>(from[i] & 0xFF) << (8 * i);
    return word;
  }

  static void put(uint32_t first, uint32_t second, uint32_t* to) {
    const uint32_t low = pkhbt_lsl16(first, second), high = pkhtb_asr16(second, first);
    to[0 * kSlots] = sxtb16(low);
    to[1 * kSlots] = sxtb16_ror8(low);
    to[2 * kSlots] = sxtb16(high);
    to[3 * kSlots] = sxtb16_ror8(high);
  }

  /// Pairs of which an element may lie outside.
  [[gnu::noinline]] uint32_t* widen_edge(const int8_t* line, int32_t x, int32_t pairs,
                                         uint32_t* to) const {
    const auto length = static_cast<uint32_t>(p_.input_length);
    for (; pairs > 0; --pairs, x += 2, to += kLineWordsPerPair) {
      const auto first = static_cast<uint32_t>(x), second = first + 1;
      put(first < length ? load(line + x * step_in_) : padding_,
          second < length ? load(line + (x + 1) * step_in_) : padding_, to);
    }
    return to;
  }

  /// Line `y` of the input, which may lie outside, into a slot.
  void widen_line(const int8_t* input, int32_t y, int32_t slot) const {
    uint32_t* to = lines_ + slot;
    if (static_cast<uint32_t>(y) >= p_.input_lines) {
      for (int32_t pair = pairs_; pair > 0; --pair, to += kLineWordsPerPair) {
        put(padding_, padding_, to);
      }
      return;
    }
    const int8_t* line = input + y * line_in_;
    to = widen_edge(line, -p_.pad, pairs_before_, to);
    int32_t x = 2 * pairs_before_ - p_.pad;
    int32_t after = pairs_ - pairs_before_;
    if (loaded_ == kWholeWord) {
      const int8_t* from = line + x * step_in_;
      const int8_t* second = from + step_in_;
      for (int32_t pair = pairs_inside_; pair > 0; --pair, to += kLineWordsPerPair) {
        uint32_t a = 0, b = 0;
        __builtin_memcpy(&a, from, 4);
        __builtin_memcpy(&b, second, 4);
        from += 2 * step_in_, second += 2 * step_in_;
        put(a, b, to);
      }
      after -= pairs_inside_;
      x += 2 * pairs_inside_;
    }
    widen_edge(line, x, after, to);
  }

  const Depthwise3x3& p_;
  DepthwiseChannel* channels_;
  uint32_t* lines_;
  uint32_t padding_;
  DepthwiseLine line_;
  int32_t step_in_, line_in_, line_out_;  ///< bytes from element to element, line to line
  int32_t pairs_, pairs_before_, pairs_inside_;
  int32_t loaded_ = kWholeWord;  ///< channels in a word of the input
};

constexpr int32_t kExactWords = 6;

/// As a host packs an exact channel. False if its sums might need more than 24 bits.
bool pack_channel(const Depthwise3x3& p, const Depthwise3x3Model& model, int32_t channel,
                  int32_t* words) {
  constexpr int32_t kMost = (1 << 23) - 1;
  const int32_t bias = model.bias == nullptr ? 0 : int32_t{model.bias[channel]};
  if (bias > kMost || bias < -kMost) return false;
  int32_t sum = 0, size = 0;
  for (int32_t row = 0; row < 3; ++row) {
    uint32_t bytes = 0;
    for (int32_t i = 0; i < 3; ++i) {
      const int32_t tap = p.is_transposed != 0 ? 3 * i + row : 3 * row + i;
      const int32_t weight = model.filter[tap * p.channels + channel];
      bytes |= static_cast<uint32_t>(weight & 0xFF) << (8 * i);
      sum += weight;
      size += weight < 0 ? -weight : weight;
    }
    words[row] = static_cast<int32_t>(bytes);
  }
  const int32_t moved = bias - sum * p.input_zero_point;
  const ChannelFactor& factor = model.factors.first[channel * model.factors.step];
  words[3] = static_cast<int32_t>(static_cast<uint32_t>(moved) << 8);
  words[4] = factor.multiplier;
  words[5] = factor.power;
  return moved <= kMost - size * 128 && moved >= -kMost + size * 128;
}

/// Calls each(input of the batch, first channel, count, words, output of the batch).
template <class Each>
inline void for_each_four(const Depthwise3x3& p, const int8_t* input, const int32_t* channels,
                          int8_t* output, Each each) {
  const int32_t input_bytes = p.input_lines * p.input_length * p.channels;
  const int32_t output_bytes = p.output_lines * p.output_length * p.channels;
  for (int32_t batch = 0; batch < p.batches; ++batch) {
    for (int32_t first = 0; first < p.channels; first += kChannelsPerLine) {
      const int32_t left = p.channels - first;
      each(input, first, left < kChannelsPerLine ? left : kChannelsPerLine,
           channels + first * p.channel_words, output);
    }
    input += input_bytes;
    output += output_bytes;
  }
}

}  // namespace

void depthwise_3x3_s8(const Depthwise3x3& p, const int8_t* input, const int32_t* channels,
                      int8_t* output, uint8_t* scratch) {
  Depthwise depthwise(p, scratch);
  for_each_four(
      p, input, channels, output,
      [&](const int8_t* from, int32_t first, int32_t count, const int32_t* words, int8_t* to) {
        depthwise.run(from, first, count, words, to, [&](const uint32_t* lines, int8_t* line) {
          depthwise.call(p.line, 0, count, lines, line);
        });
      });
}

bool depthwise_3x3_of_model_s8(const Depthwise3x3& p, const int8_t* input, int32_t first,
                               const Depthwise3x3Model& model, int8_t* output, uint8_t* scratch) {
  const int32_t left = p.channels - first;
  const int32_t count = left < kChannelsPerLine ? left : kChannelsPerLine;
  int32_t words[kChannelsPerLine * kExactWords];
  for (int32_t i = 0; i < count; ++i) {
    if (!pack_channel(p, model, first + i, words + i * kExactWords)) return false;
  }
  Depthwise depthwise(p, scratch);
  for (int32_t batch = p.batches; batch > 0; --batch) {
    depthwise.run(input, first, count, words, output, [&](const uint32_t* lines, int8_t* line) {
      depthwise.call(p.line, 0, count, lines, line);
    });
    input += p.input_lines * p.input_length * p.channels;
    output += p.output_lines * p.output_length * p.channels;
  }
  return true;
}

void depthwise_3x3_wide_s8(const Depthwise3x3Wide& p, const int8_t* input, const int32_t* channels,
                           int8_t* output, uint8_t* scratch) {
  const Depthwise3x3& layer = p.layer;
  Depthwise depthwise(layer, scratch);
  const int32_t step = depthwise.step_out();
  int32_t* const sums = depthwise.sums();
  const auto wide = [&](const int32_t* words, int8_t* to) {
    for (int32_t x = 0; x < layer.output_length; ++x, to += step) {
      const int32_t scaled = rescale(sums[x], words[4], words[5]) + layer.output_zero_point;
      *to = static_cast<int8_t>(clamp<int32_t>(scaled, p.low, p.high));
    }
  };
  for_each_four(
      layer, input, channels, output,
      [&](const int8_t* from, int32_t first, int32_t count, const int32_t* words, int8_t* to) {
        depthwise.run(from, first, count, words, to, [&](const uint32_t* lines, int8_t* line) {
          for (int32_t c = 0; c < count; ++c) {
            const int32_t* channel = words + c * layer.channel_words;
            if (channel[6] == 0) {
              depthwise.call(layer.line, c, 1, lines, line + c);
              continue;
            }
            depthwise.call(p.sums, c, 1, lines, reinterpret_cast<int8_t*>(sums));
            wide(channel, line + c);
          }
        });
      });
}

}  // namespace mote::cortex_m_dsp
