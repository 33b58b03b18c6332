// SPDX-License-Identifier: Apache-2.0
// Fully connected layers of int8 tensors, eight units at once.
#pragma once

#include <stdint.h>

#include "kernels/cortex_m_mve/unit_block.h"

namespace mote::cortex_m_mve {

struct FullyConnected {
  uint16_t batches, depth, units;
  int8_t output_zero_point;
  int8_t low, high;
  uint8_t is_exact;  ///< 0: low >= the output's zero point
};

/// Units that are computed eight at a time. One to four that are left are a block of four channels.
constexpr int32_t units_by_eight(int32_t units) {
  const int32_t rest = units % kUnitsPerBlock;
  return rest <= kChannelsPerBlock ? units - rest : units;
}

/// A batch's input, filled up to whole steps; none if they are whole.
constexpr uint32_t fully_connected_s8_scratch_bytes(const FullyConnected& p) {
  return p.depth % kStep == 0 ? 0 : static_cast<uint32_t>(steps_of(p.depth) * kStep);
}

/// input: [batch][depth]; output: [batch][unit]. words: as unit_block.h has them, then, for units
/// that are left, as matrix_block.h does; aligned to 4.
/// `scratch`: that many bytes. The output over the input: as compiler/overlap says.
void fully_connected_s8(const FullyConnected& p, const int8_t* input, const int32_t* words,
                        int8_t* output, uint8_t* scratch);

}  // namespace mote::cortex_m_mve
