// SPDX-License-Identifier: Apache-2.0
// Fully connected layers for kernels/cortex_m_dsp/fully_connected_s8.h.
#pragma once

#include <optional>
#include <string>

#include "kernels/cortex_m_dsp/fully_connected_s8.h"
#include "ops/fully_connected/fully_connected.h"
#include "pack/conv_2d.h"

namespace mote::pack {

struct PackedFullyConnected {
  cortex_m_dsp::FullyConnected params{};
  PackedMatrix matrix;
  std::string
      function;       ///< fully_connected_s8, or fully_connected_wide_s8 with a FullyConnectedWide
  std::string block;  ///< name of params.block
  uint32_t scratch_bytes = 0;
  RangeS8 range{-128, 127};  ///< for the wide ones
};

/// nullopt with the reason if the kernel cannot compute the layer. numbers.weights: [unit][depth].
std::optional<PackedFullyConnected> pack_fully_connected(const FullyConnectedS8& shape,
                                                         const LayerNumbers& numbers,
                                                         std::string& reason);

}  // namespace mote::pack
