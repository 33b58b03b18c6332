// SPDX-License-Identifier: Apache-2.0
// Values of a computed shape that are known when the model is loaded: converters write SHAPE,
// STRIDED_SLICE, PACK and the like for a shape that is fixed in the end.
#pragma once

#include "ops/op_def.h"

namespace mote {

/// Element `i` of an int32 or int64 tensor, saturated to 32 bits, if it is a constant or comes by
/// SHAPE, RANK, STRIDED_SLICE, GATHER, PACK, CONCATENATION, CAST, RESHAPE, SQUEEZE or EXPAND_DIMS from
/// what is known. False if it cannot be told.
bool known_index(const format::SubgraphView& graph, format::TensorView tensor, uint32_t i,
                 int32_t& value);

}  // namespace mote
