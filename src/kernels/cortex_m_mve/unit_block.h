// SPDX-License-Identifier: Apache-2.0
// The inner loop of fully connected layers: eight units at once, for one batch. As matrix_block.h, with
// one vector of inputs for eight of weights.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/cortex_m_mve/matrix_block.h"

namespace mote::cortex_m_mve {

constexpr int32_t kUnitsPerBlock = 8;
constexpr int32_t kUnitStepsPerRound = 2;  ///< of the loop

constexpr int32_t unit_block_rounds(int32_t steps) {
  return (steps + kUnitStepsPerRound - 1) / kUnitStepsPerRound;
}
/// Of eight units: biases, weights, multipliers, shifts.
constexpr int32_t unit_block_words(int32_t steps) {
  return kUnitsPerBlock * (3 + steps * (kStep / 4));
}
/// Bytes of the loop to skip in the first round.
constexpr int32_t unit_block_entry(int32_t steps) {
  constexpr int32_t kStepBytes = 17 * 4;
  return (unit_block_rounds(steps) * kUnitStepsPerRound - steps) * kStepBytes;
}

/// In the order in which arm/unit_block.cpp loads them.
struct UnitBlock {
  int32_t low, high;
  int32_t output_zero_point;
  int32_t depth_bytes;  ///< kStep * steps
  int32_t is_exact;     ///< 0 or 1
  int32_t rounds;
  int32_t entry_bytes;
  int32_t units;  ///< 1 or more
};

/// input: `depth_bytes` of it are read. words: for each eight units, of which those beyond the last
/// are zeros: their biases; for each step 16 weights of each; the multipliers of units 0 2 4 6, those
/// of 1 3 5 7; their shifts likewise, to the left. Eight outputs are written at a time.
extern "C" void mote_mve_unit_block(const int8_t* input, const int32_t* words,
                                    const UnitBlock& block, int8_t* output);

}  // namespace mote::cortex_m_mve
