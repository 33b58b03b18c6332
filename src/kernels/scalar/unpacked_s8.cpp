// SPDX-License-Identifier: Apache-2.0
#include "kernels/scalar/unpacked_s8.h"

#include "kernels/scalar/outputs.h"
#include "kernels/scalar/requantize.h"

namespace mote::scalar {
namespace {

int32_t lesser(int32_t a, int32_t b) { return a < b ? a : b; }

/// `count` channels from `first` on, one behind the other; false if one of them cannot be packed.
template <class Pack>
bool pack_channels(const ModelChannels& channels, int32_t first, int32_t count, Pack pack,
                   int32_t* words) {
  for (int32_t i = first; i < first + count; ++i) {
    words = pack(channels.at(i), words);
    if (words == nullptr) return false;
  }
  return true;
}

int32_t* words_behind(uint8_t* scratch, uint32_t bytes) {
  return reinterpret_cast<int32_t*>(scratch + (bytes + 3) / 4 * 4);
}

}  // namespace

bool conv_2d_unpacked_s8(const Conv2d& p, const int8_t* input, const ModelChannels& channels,
                         int8_t* output, uint8_t* scratch) {
  int32_t* const words = words_behind(scratch, conv_2d_s8_scratch_bytes(p));
  const int32_t step = channels_at_once(pixel_channel_words(p.depth), p.output_channels);
  for (int32_t first = 0; first < p.output_channels; first += step) {
    const int32_t count = lesser(step, p.output_channels - first);
    if (!pack_channels(channels, first, count, pack_pixel_channel, words)) return false;
    conv_2d_channels_s8(p, count, input, words, output + first, scratch);
  }
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.output_channels, p.output);
  return true;
}

bool depthwise_unpacked_s8(const Depthwise& p, const int8_t* input, const ModelChannels& channels,
                           int8_t* output, uint8_t* scratch) {
  int32_t* const words = words_behind(scratch, depthwise_s8_scratch_bytes(p));
  const int32_t step = channels_at_once(kTapChannelWords, p.channels);
  for (int32_t first = 0; first < p.channels; first += step) {
    const int32_t count = lesser(step, p.channels - first);
    if (!pack_channels(channels, first, count, pack_tap_channel, words)) return false;
    depthwise_channels_s8(p, first, count, input, words, output, scratch);
  }
  clamp_bytes(output, p.batches * p.output_height * p.output_width * p.channels, p.output);
  return true;
}

bool fully_connected_unpacked_s8(const FullyConnected& p, const int8_t* input,
                                 const ModelChannels& units, int8_t* output) {
  const int32_t offset = 2 * p.output.zero_point + 1;
  for (int32_t first = 0; first < p.units; first += kUnitsPerBlock) {
    const int32_t count = lesser(kUnitsPerBlock, p.units - first);
    DepthwiseHead heads[kUnitsPerBlock];
    for (int32_t i = 0; i < count; ++i) {
      if (!unit_head_of(units.at(first + i), heads[i])) return false;
    }
    // The last block begins earlier, so that it has four rows.
    const int32_t row = lesser(first, p.units - kUnitsPerBlock);
    const int8_t* weights = units.first.weights + row * units.channel_step;
    const int8_t* x = input;
    int8_t* to = output + first;
    for (int32_t b = p.batches; b > 0; --b, x += p.depth, to += p.units) {
      int32_t sums[kUnitsPerBlock];
      mote_scalar_unit_sums_less_zero(weights, x, p.depth, sums, units.first.input_zero_point);
      for (int32_t i = 0; i < count; ++i) {
        to[i] = requantized(sums[first - row + i] + heads[i].bias, heads[i].factor, offset);
      }
    }
  }
  clamp_bytes(output, p.batches * p.units, p.output);
  return true;
}

}  // namespace mote::scalar
