// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/rows.h"

namespace mote {

void copy_rows(uint32_t count, const uint8_t* from, uint32_t from_step, uint8_t* to,
               uint32_t to_step, uint32_t row_bytes) {
  if (row_bytes == 0) return;
  for (uint32_t i = 0; i < count; ++i, from += from_step, to += to_step) {
    __builtin_memcpy(to, from, row_bytes);
  }
}

uint32_t outer_elements(const format::TensorView& tensor, uint32_t axis) {
  uint32_t count = 1;
  for (uint32_t i = 0; i < axis; ++i) count *= static_cast<uint32_t>(tensor.dim(i));
  return count;
}

bool same_beside_axis(const format::TensorView& a, const format::TensorView& b, uint32_t axis) {
  if (a.rank() != b.rank()) return false;
  for (uint32_t i = 0; i < a.rank(); ++i) {
    if (i != axis && a.dim(i) != b.dim(i)) return false;
  }
  return true;
}

CheckNumber run_join(const RunContext& run) {
  const StepContext& context = StepContext::of(run);
  const uint32_t outer = context.params<Rows>().outer;
  if (outer == 0) return kAllWell;
  const uint32_t whole = context.tensor(output_slot(0)).bytes() / outer;
  auto* to = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < context.input_count(); ++i) {
    const uint32_t row = context.tensor(input_slot(i)).bytes() / outer;
    copy_rows(outer, context.input<uint8_t>(i), row, to, whole, row);
    to += row;
  }
  return kAllWell;
}

CheckNumber run_part(const RunContext& run, uint32_t whole_input) {
  const StepContext& context = StepContext::of(run);
  const uint32_t outer = context.params<Rows>().outer;
  if (outer == 0) return kAllWell;
  const uint32_t whole = context.tensor(input_slot(whole_input)).bytes() / outer;
  const auto* from = context.input<uint8_t>(whole_input);
  for (uint32_t i = 0; i < context.output_count(); ++i) {
    const uint32_t row = context.tensor(output_slot(i)).bytes() / outer;
    copy_rows(outer, from, whole, context.output<uint8_t>(i), row, row);
    from += row;
  }
  return kAllWell;
}

}  // namespace mote
