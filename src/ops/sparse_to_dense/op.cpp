// SPDX-License-Identifier: Apache-2.0
// SPARSE_TO_DENSE: given values at given positions, a default value everywhere else; the last of
// values at one position counts. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_data.h"

namespace mote {
namespace {

struct Params {
  uint32_t count;       ///< of positions
  uint32_t value_step;  ///< bytes from one value to the next; 0: one for all positions
  uint32_t element_bytes, index_bytes;
  uint32_t bytes, rank;  ///< of the output
  uint32_t extents[format::kMaxRank];
};

enum Input : uint32_t { kIndices, kShape, kValues, kDefault };

/// Positions are rows of a matrix, elements of a vector or one number.
CheckNumber count_positions(PrepareContext& context, Params& p) {
  const format::TensorView indices = context.input(kIndices);
  p.index_bytes = index_bytes(indices.type());
  if (p.index_bytes == 0) return context.refuse(check::Type, input_slot(kIndices));
  if (indices.rank() > 2) return context.refuse(check::Rank, input_slot(kIndices));
  const uint32_t axes = indices.rank() == 2 ? static_cast<uint32_t>(indices.dim(1)) : 1;
  if (axes != context.output(0).rank()) return context.refuse(check::Shape, input_slot(kIndices));
  p.count = indices.rank() == 0 ? 1 : static_cast<uint32_t>(indices.dim(0));
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 4, 4)) return bad;
  for (uint32_t i = kValues; i <= kDefault; ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(i), output_slot(0))) {
      return bad;
    }
  }
  const format::TensorView output = context.output(0);
  const uint32_t rank = output.rank();
  IndexList shape;
  if (const CheckNumber bad = read_indices(context, input_slot(kShape), rank, rank, shape)) {
    return bad;
  }
  for (uint32_t i = 0; i < rank; ++i) {
    if (shape.values[i] != output.dim(i)) return context.refuse(check::Shape, output_slot(0));
  }
  if (output.elements() == 0) return context.refuse(check::Empty, output_slot(0));
  auto& p = context.params<Params>();
  if (const CheckNumber bad = count_positions(context, p)) return bad;
  const format::TensorView values = context.input(kValues);
  if (values.rank() > 1) return context.refuse(check::Rank, input_slot(kValues));
  if (values.rank() == 1 && values.elements() != p.count) {
    return context.refuse(check::Shape, input_slot(kValues));
  }
  if (context.input(kDefault).elements() != 1) {
    return context.refuse(check::Shape, input_slot(kDefault));
  }
  p.element_bytes = bits_per_element(output.type()) / 8;
  p.bytes = output.bytes();
  p.rank = rank;
  for (uint32_t i = 0; i < rank; ++i) p.extents[i] = static_cast<uint32_t>(output.dim(i));
  p.value_step = values.rank() == 0 ? 0 : p.element_bytes;
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* indices = context.input<uint8_t>(kIndices);
  const auto* value = context.input<uint8_t>(kValues);
  const auto* default_value = context.input<uint8_t>(kDefault);
  auto* to = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < p.bytes; i += p.element_bytes) {
    __builtin_memcpy(to + i, default_value, p.element_bytes);
  }
  for (uint32_t i = 0; i < p.count; ++i, value += p.value_step) {
    uint32_t at = 0;
    for (uint32_t axis = 0; axis < p.rank; ++axis) {
      const int32_t index = data_index(indices, p.index_bytes, i * p.rank + axis);
      if (!is_index(index, p.extents[axis])) return check::DataIndex;
      at = at * p.extents[axis] + static_cast<uint32_t>(index);
    }
    __builtin_memcpy(to + at * p.element_bytes, value, p.element_bytes);
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef sparse_to_dense_any{68, kAny, kAny, kAny, 0, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(sparse_to_dense_any)
}  // namespace run
}  // namespace mote
