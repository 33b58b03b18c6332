// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/depthwise_rows_s8.h"

#include "kernels/cortex_m_dsp/requantize.h"

namespace mote::cortex_m_dsp {
namespace {

constexpr int32_t kLanes = 4;

class Rows {
 public:
  Rows(const UnpackedConv2d& p, uint8_t* scratch)
      : p_(p), inputs_(reinterpret_cast<uint32_t*>(scratch)) {}

  /// Pairs of weights of output channels `channel`, `channel` + multiplier, ...
  void widen_weights(const int8_t* filter, int32_t channel, int32_t lanes) {
    const int32_t pair_step = p_.stride_width == 1 ? 2 : 1;
    for (int32_t lane = 0; lane < lanes; ++lane, channel += multiplier_) {
      uint32_t* const begin = weights_ + lane * lane_weight_words_;
      uint32_t* to = begin;
      for (int32_t row = 0; row < rows_; ++row) {
        int32_t before = 0;  // the weight left of a pair
        for (int32_t x = 0; x < 2 * pairs_; x += 2, to += pair_step) {
          const int32_t first = weight(filter + channel, row, x);
          const int32_t second = weight(filter + channel, row, x + 1);
          to[0] = pkhbt_lsl16(static_cast<uint32_t>(first), static_cast<uint32_t>(second));
          if (pair_step == 2) {
            to[1] = pkhbt_lsl16(static_cast<uint32_t>(before), static_cast<uint32_t>(first));
          }
          before = second;
        }
      }
      const int32_t again = lane_weight_words_ - rows_ * row_weight_words_;
      for (int32_t i = 0; i < again; ++i) to[i] = begin[i];
    }
  }

  /// Row `y` of the input, which may lie outside, of the channels in the words at `input`, into a slot.
  void widen_row(const int8_t* input, int32_t y, int32_t slot) const {
    uint32_t* to = inputs_ + slot * row_words_;
    if (static_cast<uint32_t>(y) >= static_cast<uint32_t>(p_.input_height)) {
      for (int32_t pair = row_words_; pair > 0; --pair, ++to) put(zeros_, zeros_, to);
      return;
    }
    const int32_t step = p_.input_channels;
    const int8_t* from = input + y * p_.input_width * step;
    to = widen_edge(from, -p_.pad_left, pairs_before_, to);
    int32_t x = 2 * pairs_before_ - p_.pad_left;
    int32_t after = row_words_ - pairs_before_;
    if (has_words_) {
      const int8_t *first = from + x * step, *second = first + step;
      for (int32_t pair = pairs_inside_; pair > 0; --pair, ++to) {
        uint32_t a = 0, b = 0;
        __builtin_memcpy(&a, first, 4);
        __builtin_memcpy(&b, second, 4);
        first += 2 * step, second += 2 * step;
        put(a, b, to);
      }
      after -= pairs_inside_;
      x += 2 * pairs_inside_;
    }
    widen_edge(from, x, after, to);
  }

  /// Output channel `multiple` of input channels [first, first + lanes), of one batch.
  void run(DepthwiseRowFunction* function, const int8_t* input, int32_t lane, DepthwiseRow row,
           const ChannelFactors& factors, const Unaligned<int32_t>* bias, int32_t channel,
           int32_t lanes, int8_t* output) const {
    const int32_t slots = rows_;
    int32_t next = 0;  // row of the input, counted from the padding on
    for (int32_t y = 0; y < p_.output_height; ++y) {
      const int32_t begin = y * p_.stride_height;
      if (next < begin) next = begin;
      for (; next < begin + slots; ++next) widen_row(input, next - p_.pad_top, next % slots);
      const int32_t rotation = (slots - begin % slots) % slots;
      for (int32_t i = 0, to = channel; i < lanes; ++i, to += multiplier_) {
        row.inputs = inputs_ + (lane + i) * slots * row_words_;
        row.weights = weights_ + i * lane_weight_words_ + rotation * row_weight_words_;
        row.bias = bias == nullptr ? 0 : int32_t{bias[to]};
        row.factor = factors.first[to * factors.step];
        function(row, output + to);
      }
      output += p_.output_width * p_.output_channels;
    }
  }

  int32_t multiplier() const { return multiplier_; }
  int32_t row_words() const { return row_words_; }

 private:
  /// Of the filter with its zeros. `filter`: of the channel.
  int32_t weight(const int8_t* filter, int32_t row, int32_t column) const {
    const int32_t y = row / p_.dilation_height, x = column / p_.dilation_width;
    if (y * p_.dilation_height != row || x * p_.dilation_width != column) return 0;
    return x < p_.filter_width ? filter[(y * p_.filter_width + x) * p_.output_channels] : 0;
  }

  /// Pairs from `x` on of which an element may lie outside.
  [[gnu::noinline]] uint32_t* widen_edge(const int8_t* row, int32_t x, int32_t pairs,
                                         uint32_t* to) const {
    const auto width = static_cast<uint32_t>(p_.input_width);
    const int32_t step = p_.input_channels;
    for (; pairs > 0; --pairs, x += 2, ++to) {
      const auto first = static_cast<uint32_t>(x), second = first + 1;
      put(first < width ? load(row + x * step) : zeros_,
          second < width ? load(row + (x + 1) * step) : zeros_, to);
    }
    return to;
  }

  uint32_t load(const int8_t* from) const {
    uint32_t word = 0;
    if (has_words_) {
      __builtin_memcpy(&word, from, 4);
      return word;
    }
    for (int32_t i = 0; i < p_.input_channels; ++i) {
      word |= static_cast<uint32_t>(from[i] & 0xFF) << (8 * i);
    }
    return word;
  }

  /// Two pixels of four channels, less the zero point.
  void put(uint32_t first, uint32_t second, uint32_t* to) const {
    const uint32_t low = pkhbt_lsl16(first, second), high = pkhtb_asr16(second, first);
    const int32_t lane = lane_words_;
    to[0] = sxtab16(less_, low);
    to[lane] = sxtab16_ror8(less_, low);
    to[2 * lane] = sxtab16(less_, high);
    to[3 * lane] = sxtab16_ror8(less_, high);
  }

  const UnpackedConv2d& p_;
  uint32_t* const inputs_;  ///< by lane, then slot
  const int32_t rows_ = depthwise_rows_rows(p_);
  const int32_t row_words_ = static_cast<int32_t>(depthwise_row_words(p_));
  /// Pairs of a row that begin in the padding, and those after them that lie inside.
  const int32_t pairs_before_ =
      (p_.pad_left + 1) / 2 < row_words_ ? (p_.pad_left + 1) / 2 : row_words_;
  const int32_t whole_ = (p_.input_width + p_.pad_left) / 2 - pairs_before_;
  const int32_t pairs_inside_ = whole_ < 0                            ? 0
                                : whole_ < row_words_ - pairs_before_ ? whole_
                                                                      : row_words_ - pairs_before_;
  const int32_t lane_words_ = rows_ * row_words_;
  uint32_t* const weights_ = inputs_ + kLanes * lane_words_;
  const int32_t pairs_ = depthwise_row_pairs(p_);
  const int32_t row_weight_words_ = depthwise_row_weight_words(p_);
  const int32_t lane_weight_words_ = (2 * rows_ - 1) * row_weight_words_;
  const int32_t multiplier_ = p_.output_channels / p_.input_channels;
  const bool has_words_ = p_.input_channels >= kLanes;
  const uint32_t zeros_ = static_cast<uint8_t>(p_.input_zero_point) * 0x01010101U;
  const uint32_t less_ = static_cast<uint16_t>(-p_.input_zero_point) * 0x10001U;
};

}  // namespace

void depthwise_rows_of_four_s8(const UnpackedConv2d& p, DepthwiseRowFunction* function,
                               int32_t first, const int8_t* input, const int8_t* filter,
                               const Unaligned<int32_t>* bias, const ChannelFactors& factors,
                               int8_t* output, uint8_t* scratch) {
  Rows rows(p, scratch);
  const DepthwiseRow row{nullptr,
                         nullptr,
                         depthwise_rows_rows(p),
                         rows.row_words(),
                         p.output_width,
                         p.output_channels,
                         0,
                         {0, 0},
                         factors.is_exact,
                         p.output.zero_point};
  const int32_t input_bytes = p.input_height * p.input_width * p.input_channels;
  const int32_t output_bytes = p.output_height * p.output_width * p.output_channels;
  const int32_t left = p.input_channels - first;
  const int32_t lanes = left < kLanes ? left : kLanes;
  // The last channels are read with those before them, if there are four at all.
  const int32_t lane = p.input_channels < kLanes ? 0 : kLanes - lanes;
  for (int32_t multiple = 0; multiple < rows.multiplier(); ++multiple) {
    const int32_t channel = first * rows.multiplier() + multiple;
    rows.widen_weights(filter, channel, lanes);
    for (int32_t batch = 0; batch < p.batches; ++batch) {
      rows.run(function, input + batch * input_bytes + first - lane, lane, row, factors, bias,
               channel, lanes, output + batch * output_bytes);
    }
  }
}

void depthwise_rows_s8(const UnpackedConv2d& p, DepthwiseRowFunction* row, const int8_t* input,
                       const int8_t* filter, const Unaligned<int32_t>* bias,
                       const ChannelFactors& factors, int8_t* output, uint8_t* scratch) {
  for (int32_t first = 0; first < p.input_channels; first += kLanes) {
    depthwise_rows_of_four_s8(p, row, first, input, filter, bias, factors, output, scratch);
  }
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.output_channels, p.output);
}

}  // namespace mote::cortex_m_dsp
