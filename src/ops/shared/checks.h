// SPDX-License-Identifier: Apache-2.0
// The numbers of checks.inc, and the tests of counts, ranks and scales that most operators start
// with. Each returns 0 or the number of the check that failed.
#pragma once

#include "ops/op_def.h"

namespace mote::check {

#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/shared/checks.inc"
#undef MOTE_CHECK

/// Between `least` and `most` inputs, the first `least` of them there, and one output.
CheckNumber counts(PrepareContext& context, uint32_t least, uint32_t most);
/// The tensor has `rank` dimensions, none of them zero.
CheckNumber solid(PrepareContext& context, TensorSlot slot, uint32_t rank);
/// Every scale is a finite number above zero and every zero point one of the element type's.
CheckNumber quantized(PrepareContext& context, TensorSlot slot);
/// The same, and one scale for the whole tensor.
CheckNumber per_tensor(PrepareContext& context, TensorSlot slot);
/// The same count of inputs, and as many outputs as the caller says.
CheckNumber counts(PrepareContext& context, uint32_t least, uint32_t most, uint32_t least_outputs,
                   uint32_t most_outputs);
/// The two have the same element type, of whole bytes.
CheckNumber same_type(PrepareContext& context, TensorSlot a, TensorSlot b);
/// The two have the same dimensions.
CheckNumber same_shape(PrepareContext& context, TensorSlot a, TensorSlot b);
/// The two have the same scale and zero point, or no scale.
CheckNumber same_scale(PrepareContext& context, TensorSlot a, TensorSlot b);
/// Inputs 0 and output 0 have the same number of elements.
CheckNumber same_elements(PrepareContext& context);

}  // namespace mote::check
