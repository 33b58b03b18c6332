// SPDX-License-Identifier: Apache-2.0
// Fully connected layers of int8 tensors with weights packed on a host
// (compiler/pack/fully_connected.h).
#pragma once

#include <stdint.h>

#include "kernels/cortex_m_dsp/unit_block.h"

namespace mote::cortex_m_dsp {

struct FullyConnected {
  UnitBlockFunction* block;
  uint16_t batches, depth, units;
  int8_t output_zero_point;
  uint8_t factor_words;  ///< of four units
};

/// Inputs that are no multiple of four bytes are copied.
constexpr uint32_t fully_connected_s8_scratch_bytes(const FullyConnected& p) {
  return p.depth % 4 == 0 ? 0U : (p.depth + 3U) & ~3U;
}

/// input: [batch][depth]; output: [batch][unit]. `scratch`: that many bytes, aligned to 4.
void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* weights,
                        int8_t* output, uint8_t* scratch);

/// For factors and ranges that the blocks cannot do, and sums that need more than 24 bits: the
/// depth is cut into chunks. p.layer.block is mote_dsp_unit_block_sums.
struct FullyConnectedWide {
  FullyConnected layer;
  uint16_t chunk_groups;  ///< the last chunk may have fewer
  int8_t low, high;
};
/// weights: for each four units the chunks, each as unit_block.h has it. channels: one a unit.
void fully_connected_wide_s8(const FullyConnectedWide& p, const int8_t* input,
                             const int32_t* weights, const WideChannel* channels, int8_t* output,
                             uint8_t* scratch);

}  // namespace mote::cortex_m_dsp
