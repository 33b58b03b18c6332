// SPDX-License-Identifier: Apache-2.0
// The inner loop of fully connected layers: one column of inputs times all units, four at a time.
// Weights and columns are those of matrix_block.h, but the columns are made on the way.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_dsp/requantization.h"

namespace mote::cortex_m_dsp {

constexpr int32_t kUnitsPerBlock = 4;

struct UnitBlock {
  const int8_t* input_end;    ///< a multiple of four bytes from the input
  int32_t entry_bytes;        ///< unit_block_entry(groups)
  const void* output_end;     ///< a multiple of four outputs from the output
  int32_t output_zero_point;  ///< not for the rectified kind
};

/// Bytes to skip in the loop, four groups long, so that a multiple of four groups is left.
constexpr int32_t unit_block_entry(int32_t groups) {
  constexpr int32_t kGroupBytes = 16 * 4;
  return ((4 - (groups & 3)) & 3) * kGroupBytes;
}

/// weights: for each four units their biases, for each group of four inputs a word of each unit,
/// then the factors: four multipliers of the rectified kind; m2 of each unit and then p of each, if
/// exact.
using UnitBlockFunction = void(const int32_t* weights, const int8_t* input, void* output,
                               const UnitBlock& block);
extern "C" UnitBlockFunction mote_dsp_unit_block_rectified;
extern "C" UnitBlockFunction mote_dsp_unit_block_exact;
/// No factors. Output: int32 sums / 256.
extern "C" UnitBlockFunction mote_dsp_unit_block_sums;

}  // namespace mote::cortex_m_dsp
