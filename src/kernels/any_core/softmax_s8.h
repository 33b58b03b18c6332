// SPDX-License-Identifier: Apache-2.0
// Softmax of int8 rows with the exponentials in a table, which the compiler made with the reference
// kernel's function (compiler/pack/softmax.h): the same bits, some 30 instructions an element.
#pragma once

#include <stdint.h>

namespace mote::any_core {

/// With more elements in a row their sum may need more bits than are shifted out.
constexpr int32_t kSoftmaxMostDepth = 511;

struct SoftmaxTable {
  int32_t rows, depth;  ///< depth: 1 to kSoftmaxMostDepth
  int32_t last;         ///< index of the table's last entry: at most 255
};

/// exponentials: e^(-beta scale i) in Q0 for i from 0 to `last`, where lesser elements have the last
/// one's; what does not count is 0. The output's scale is 1/256, its zero point -128; it may begin at
/// or before the input.
void softmax_s8(const SoftmaxTable& p, const int32_t* exponentials, const int8_t* input,
                int8_t* output);

}  // namespace mote::any_core
