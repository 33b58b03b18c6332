// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/strided_copy.h"

#include "ops/shared/checks.h"

namespace mote {

void StridedCopy::add(uint32_t extent, int32_t from_step, int32_t to_step) {
  if (axes == 0) run_bytes = 1;
  if (extent == 0) run_bytes = 0;
  if (extent == 1) return;
  if (axes != 0 && axes <= kMostAxes) {
    const uint32_t outer = axes - 1;
    const auto count = int64_t{extent};
    if (from_steps[outer] == from_step * count && to_steps[outer] == to_step * count) {
      extents[outer] *= extent;
      from_steps[outer] = from_step;
      to_steps[outer] = to_step;
      return;
    }
  }
  if (axes < kMostAxes) {
    extents[axes] = extent;
    from_steps[axes] = from_step;
    to_steps[axes] = to_step;
  }
  ++axes;
}

bool StridedCopy::end(uint32_t element_bytes) {
  if (axes > kMostAxes) return false;
  const bool empty = axes != 0 && run_bytes == 0;
  run_bytes = element_bytes;
  const auto step = static_cast<int32_t>(element_bytes);
  if (axes != 0 && from_steps[axes - 1] == step && to_steps[axes - 1] == step) {
    --axes;
    run_bytes *= extents[axes];
  }
  if (empty) run_bytes = 0;
  return true;
}

ByteSteps::ByteSteps(const format::TensorView& tensor) {
  // Without elements the product of the other dimensions may be anything.
  const bool empty = tensor.elements() == 0;
  auto step = static_cast<int32_t>(empty ? 0 : bits_per_element(tensor.type()) / 8);
  for (uint32_t axis = tensor.rank(); axis != 0; --axis) {
    steps[axis - 1] = step;
    step *= tensor.dim(axis - 1);
  }
}

void copy_strided(const StridedCopy& copy, const uint8_t* from, uint8_t* to) {
  if (copy.run_bytes == 0) return;
  from += copy.from_at;
  to += copy.to_at;
  uint32_t at[StridedCopy::kMostAxes] = {};
  while (true) {
    __builtin_memcpy(to, from, copy.run_bytes);
    uint32_t axis = copy.axes;
    do {
      if (axis == 0) return;
      --axis;
      if (++at[axis] < copy.extents[axis]) break;
      // Back to the first index; the next outer axis goes on.
      const auto last = static_cast<int32_t>(copy.extents[axis] - 1);
      from -= copy.from_steps[axis] * last;
      to -= copy.to_steps[axis] * last;
      at[axis] = 0;
    } while (true);
    from += copy.from_steps[axis];
    to += copy.to_steps[axis];
  }
}

CheckNumber run_copy(const RunContext& context) {
  copy_strided(context.params<StridedCopy>(), context.input<uint8_t>(0),
               context.output<uint8_t>(0));
  return kAllWell;
}

CheckNumber end_copy(PrepareContext& context, StridedCopy& copy) {
  const uint32_t element_bytes = bits_per_element(context.output(0).type()) / 8;
  return copy.end(element_bytes) ? kAllWell : context.refuse(check::Rank, output_slot(0));
}

}  // namespace mote
