// SPDX-License-Identifier: Apache-2.0
// Variable tensors of int8 begin at their zero point. After a reset all state is zero, so the operator
// that keeps one remembers, in state of its own, whether it has filled it.
#pragma once

#include "ops/op_def.h"

namespace mote {

/// In prepare, of an operator without other scratch or state.
inline void request_first_value(PrepareContext& context) {
  context.request_state(sizeof(uint32_t));
}

/// In run, before the tensor is read.
inline void give_first_value(const RunContext& context, TensorSlot slot) {
  auto* is_given = reinterpret_cast<uint32_t*>(context.scratch());
  if (*is_given != 0) return;
  *is_given = 1;
  const format::TensorView tensor = context.tensor(slot);
  if (tensor.type() != TensorType::Int8) return;
  __builtin_memset(context.at(slot), tensor.zero_point(), tensor.bytes());
}

}  // namespace mote
