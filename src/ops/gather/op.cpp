// SPDX-License-Identifier: Apache-2.0
// GATHER: slices of the first input along an axis, chosen by the indices; leading axes may be
// common to both. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_data.h"

namespace mote {
namespace {

struct Params {
  uint32_t batches;      ///< common to input and indices
  uint32_t outer;        ///< product of the dimensions between those and the axis
  uint32_t extent;       ///< of the axis
  uint32_t slice_bytes;  ///< of the dimensions after it
  uint32_t indices;      ///< in each batch
  uint32_t index_bytes;
};

enum Option : uint32_t { kAxis, kBatchDims };

uint32_t product(const format::TensorView& tensor, uint32_t first, uint32_t last) {
  uint32_t count = 1;
  for (uint32_t i = first; i < last; ++i) count *= static_cast<uint32_t>(tensor.dim(i));
  return count;
}

CheckNumber fold(PrepareContext& context, uint32_t axis, uint32_t batch_axes, Params& p) {
  const format::TensorView input = context.input(0);
  const format::TensorView indices = context.input(1);
  const format::TensorView output = context.output(0);
  for (uint32_t i = 0; i < batch_axes; ++i) {
    if (input.dim(i) != indices.dim(i)) return context.refuse(check::Shape, input_slot(1));
  }
  Dims dims;
  dims.add(input, 0, axis);
  dims.add(indices, batch_axes, indices.rank());
  dims.add(input, axis + 1, input.rank());
  if (const CheckNumber bad = check_dims(context, output_slot(0), dims)) return bad;
  if (output.elements() == 0) return context.refuse(check::Empty, output_slot(0));
  p.batches = product(input, 0, batch_axes);
  p.outer = product(input, batch_axes, axis);
  p.extent = static_cast<uint32_t>(input.dim(axis));
  p.slice_bytes = product(input, axis + 1, input.rank()) * bits_per_element(input.type()) / 8;
  p.indices = product(indices, batch_axes, indices.rank());
  if (!indices.is_constant()) return kAllWell;
  for (uint32_t i = 0; i < indices.elements(); ++i) {
    if (!is_index(data_index(indices.constant_bytes(), p.index_bytes, i), p.extent)) {
      return context.refuse(check::Bounds, input_slot(1));
    }
  }
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  auto& p = context.params<Params>();
  const format::TensorView indices = context.input(1);
  p.index_bytes = index_bytes(indices.type());
  if (p.index_bytes == 0) return context.refuse(check::Type, input_slot(1));
  uint32_t axis = 0;
  if (!wrap_axis(context.option<int32_t>(kAxis, 0), context.input(0).rank(), axis)) {
    return context.refuse(check::Axis, input_slot(0));
  }
  const auto given = context.option<int32_t>(kBatchDims, 0);
  const int32_t batch_axes = given < 0 ? given + static_cast<int32_t>(indices.rank()) : given;
  if (batch_axes < 0 || static_cast<uint32_t>(batch_axes) > indices.rank() ||
      static_cast<uint32_t>(batch_axes) > axis) {
    return context.refuse(check::Axis, input_slot(1));
  }
  return fold(context, axis, static_cast<uint32_t>(batch_axes), p);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* from = context.input<uint8_t>(0);
  const auto* indices = context.input<uint8_t>(1);
  auto* to = context.output<uint8_t>(0);
  for (uint32_t batch = 0; batch < p.batches; ++batch) {
    for (uint32_t o = 0; o < p.outer; ++o) {
      for (uint32_t i = 0; i < p.indices; ++i) {
        const int32_t index = data_index(indices, p.index_bytes, batch * p.indices + i);
        if (!is_index(index, p.extent)) return check::DataIndex;
        __builtin_memcpy(to, from + static_cast<uint32_t>(index) * p.slice_bytes, p.slice_bytes);
        to += p.slice_bytes;
      }
      from += p.extent * p.slice_bytes;
    }
  }
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef gather_any{36, TensorType::None, TensorType::None, TensorType::None,
                       0,  sizeof(Params),   prepare,          run};
}  // namespace ops
namespace run {
MOTE_RUN(gather_any)
}  // namespace run
}  // namespace mote
