// SPDX-License-Identifier: Apache-2.0
// The inner loop of fully connected layers whose weights are as the model has them: four units at
// once, so that an input is widened once for four products.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace mote::cortex_m_dsp {

constexpr int32_t kUnitRows = 4;

/// What is the same for all units.
struct UnitRows {
  int32_t entry_bytes;       ///< unit_rows_entry(groups)
  const int8_t* input_end;   ///< after a multiple of four inputs, not none
  int32_t row_bytes;         ///< of weights, from unit to unit
  uint32_t less_zero_point;  ///< in both halves what is added to an input
};

/// Bytes to skip in the loop, four groups long, so that a multiple of four groups is left.
constexpr int32_t unit_rows_entry(int32_t groups) {
  constexpr int32_t kGroupBytes = 23 * 4;
  return (-groups & 3) * kGroupBytes;
}

/// Adds the products of the four units to `sums`, which wrap around at 32 bits. Addresses need no
/// alignment.
extern "C" void mote_dsp_unit_rows(const int8_t* weights, const int8_t* input, const UnitRows& rows,
                                   int32_t* sums);

}  // namespace mote::cortex_m_dsp
