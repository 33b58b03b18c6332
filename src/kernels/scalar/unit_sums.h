// SPDX-License-Identifier: Apache-2.0
// The inner loop of fully connected layers: four units at once, which share the loads of the inputs.
#pragma once

#include <stdint.h>

#include "kernels/scalar/layer.h"

namespace mote::scalar {

constexpr int32_t kUnitsPerBlock = kSumsPerBlock;

/// rows: the weights of four units, one behind the other, of `depth` bytes each; depth: 1 or more.
/// sums: of the four units. They wrap around at 32 bits.
extern "C" void mote_scalar_unit_sums(const int8_t* rows, const int8_t* input, int32_t depth,
                                      int32_t* sums);
/// Of the inputs less their zero point.
extern "C" void mote_scalar_unit_sums_less_zero(const int8_t* rows, const int8_t* input,
                                                int32_t depth, int32_t* sums, int32_t zero_point);

}  // namespace mote::scalar
