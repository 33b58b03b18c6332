// SPDX-License-Identifier: Apache-2.0
// Packs the weights of convolutions for kernels/cortex_m_dsp/conv_2d_s8.h and says which of its
// blocks computes them bit for bit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/conv_2d_s8.h"
#include "pack/requantization.h"

namespace mote::pack {

/// A layer that multiplies a row of weights with a column of inputs for each output channel.
struct MatrixLayer {
  int32_t channels = 0, depth = 0;
  int32_t rows = 1;  ///< of the filter, which divide the depth
  std::vector<int8_t> weights;    ///< [channel][depth]
  std::vector<int32_t> bias;      ///< [channel], or empty
  std::vector<Rescale> factors;   ///< [channel]
  int32_t input_zero_point = 0;
  OutputScale output;
};

enum class Requantization : uint8_t { Rectified, Exact, Wide };

struct PackedMatrix {
  Requantization kind = Requantization::Wide;
  std::vector<int32_t> words;
  std::vector<cortex_m_dsp::WideChannel> wide_channels;  ///< of the kind Wide

  const char* block_name() const;
  cortex_m_dsp::MatrixBlockFunction* block() const;
  uint8_t factor_words() const;
};

/// nullopt with the reason if the block cannot compute the layer.
std::optional<PackedMatrix> pack_matrix(const MatrixLayer& layer, std::string& reason);

/// Weights of a depthwise convolution [filter][channel] as those of a convolution of one input
/// channel [channel][filter].
std::vector<int8_t> transposed(const std::vector<int8_t>& weights, int32_t rows, int32_t columns);

}  // namespace mote::pack
