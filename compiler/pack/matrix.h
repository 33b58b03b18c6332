// SPDX-License-Identifier: Apache-2.0
// Packs the weights of convolutions and of fully connected layers for
// kernels/cortex_m_dsp/conv_2d_s8.h and fully_connected_s8.h, and says which of their blocks
// computes them bit for bit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/cortex_m_dsp/conv_2d_s8.h"
#include "kernels/cortex_m_dsp/fully_connected_s8.h"
#include "pack/requantization.h"

namespace mote::pack {

/// A layer that multiplies a row of weights with a column of inputs for each output channel.
struct MatrixLayer {
  int32_t channels = 0, depth = 0;
  int32_t rows = 1;              ///< of the filter, which divide the depth
  std::vector<int8_t> weights;   ///< [channel][depth]
  std::vector<int32_t> bias;     ///< [channel], or empty
  std::vector<Rescale> factors;  ///< [channel]
  int32_t input_zero_point = 0;
  OutputScale output;
};

enum class Requantization : uint8_t { Rectified, Exact, Wide };

/// For matrix_block.h or for unit_block.h, whichever packed it.
struct PackedMatrix {
  Requantization kind = Requantization::Wide;
  std::vector<int32_t> words;
  std::vector<cortex_m_dsp::WideChannel> wide_channels;  ///< of the kind Wide
  uint8_t factor_words = 0;                              ///< of a pair of channels, of four units
  int32_t chunk_groups = 0;                              ///< of units of the kind Wide
};

/// nullopt with the reason if no block can compute the layer.
std::optional<PackedMatrix> pack_convolution(const MatrixLayer& layer, std::string& reason);
std::optional<PackedMatrix> pack_units(const MatrixLayer& layer, std::string& reason);

const char* matrix_block_name(Requantization kind);
cortex_m_dsp::MatrixBlockFunction* matrix_block(Requantization kind);
const char* unit_block_name(Requantization kind);
cortex_m_dsp::UnitBlockFunction* unit_block(Requantization kind);

}  // namespace mote::pack
