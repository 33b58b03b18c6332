// SPDX-License-Identifier: Apache-2.0
#include "kernels/cortex_m_dsp/fully_connected_s8.h"

#include "base/fixed_point.h"

namespace mote::cortex_m_dsp {
namespace {

/// The batch's input, readable in whole words.
inline const int8_t* in_words(const FullyConnected& p, const int8_t* input, uint8_t* scratch) {
  if (p.depth % 4 == 0) return input;
  auto* copy = reinterpret_cast<int8_t*>(scratch);
  for (int32_t i = 0; i < p.depth; ++i) copy[i] = input[i];
  return copy;
}

}  // namespace

void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* weights,
                        int8_t* output, uint8_t* scratch) {
  const int32_t groups = (p.depth + 3) / 4;
  const int32_t whole = p.units / kUnitsPerBlock * kUnitsPerBlock;
  UnitBlock block{nullptr, unit_block_entry(groups), nullptr, p.output_zero_point};
  for (int32_t batch = p.batches; batch > 0; --batch) {
    const int8_t* from = in_words(p, input, scratch);
    block.input_end = from + 4 * groups;
    if (whole != 0) {
      block.output_end = output + whole;
      p.block(weights, from, output, block);
    }
    if (whole != p.units) {
      int8_t last[kUnitsPerBlock];
      block.output_end = last + kUnitsPerBlock;
      const int32_t words = kUnitsPerBlock * (1 + groups) + p.factor_words;
      p.block(weights + whole / kUnitsPerBlock * words, from, last, block);
      for (int32_t i = whole; i < p.units; ++i) output[i] = last[i - whole];
    }
    input += p.depth;
    output += p.units;
  }
}

void fully_connected_wide_s8(const FullyConnectedWide& p, const int8_t* input,
                             const int32_t* weights, const WideChannel* channels, int8_t* output,
                             uint8_t* scratch) {
  const FullyConnected& layer = p.layer;
  const int32_t groups = (layer.depth + 3) / 4;
  for (int32_t batch = layer.batches; batch > 0; --batch, input += layer.depth) {
    const int8_t* from = in_words(layer, input, scratch);
    const int32_t* at = weights;
    for (int32_t unit = 0; unit < layer.units; unit += kUnitsPerBlock) {
      int32_t totals[kUnitsPerBlock] = {};
      for (int32_t begin = 0; begin < groups; begin += p.chunk_groups) {
        const int32_t left = groups - begin;
        const int32_t some = left < p.chunk_groups ? left : p.chunk_groups;
        int32_t sums[kUnitsPerBlock];
        const UnitBlock block{from + 4 * (begin + some), unit_block_entry(some),
                              sums + kUnitsPerBlock, 0};
        layer.block(at, from + 4 * begin, sums, block);
        at += kUnitsPerBlock * (1 + some);
        for (int32_t i = 0; i < kUnitsPerBlock; ++i) totals[i] += sums[i];
      }
      for (int32_t i = 0; i < kUnitsPerBlock && unit + i < layer.units; ++i) {
        const WideChannel& channel = channels[unit + i];
        const int32_t scaled =
            rescale(totals[i], channel.multiplier, channel.shift) + layer.output_zero_point;
        *output++ = static_cast<int8_t>(clamp<int32_t>(scaled, p.low, p.high));
      }
    }
  }
}

}  // namespace mote::cortex_m_dsp
