// SPDX-License-Identifier: Apache-2.0
// Tensors cut along one axis: the whole one is `outer` rows, each of which holds a row of every part.
#pragma once

#include "ops/op_def.h"

namespace mote {

struct Rows {
  uint32_t outer;  ///< product of the dimensions before the axis
};

/// Product of the first `axis` dimensions.
uint32_t outer_elements(const format::TensorView& tensor, uint32_t axis);
/// All dimensions but that of `axis` agree.
bool same_beside_axis(const format::TensorView& a, const format::TensorView& b, uint32_t axis);

/// Copies `count` rows of `row_bytes` from and to places that are `from_step` and `to_step` bytes
/// apart.
void copy_rows(uint32_t count, const uint8_t* from, uint32_t from_step, uint8_t* to,
               uint32_t to_step, uint32_t row_bytes);

/// Copies the rows of inputs 0 ... into output 0.
CheckNumber run_join(const RunContext& context);
/// Copies the rows of input `whole` into the outputs.
CheckNumber run_part(const RunContext& context, uint32_t whole);

}  // namespace mote
