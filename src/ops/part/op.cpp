// SPDX-License-Identifier: Apache-2.0
// SPLIT into equal parts, SPLIT_V into given ones, UNPACK into slices without the axis.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/rows.h"

namespace mote {
namespace {

constexpr uint32_t kMostOutputs = 64;

CheckNumber check_parts(PrepareContext& context, uint32_t inputs, uint32_t whole) {
  if (const CheckNumber bad = check::counts(context, inputs, inputs, 1, kMostOutputs)) return bad;
  for (uint32_t i = 0; i < context.output_count(); ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(whole), output_slot(i))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(whole), output_slot(i))) {
      return bad;
    }
  }
  return kAllWell;
}

/// `sizes`: of each output along the axis, -1 for what is left; null: all are equal.
CheckNumber fold_split(PrepareContext& context, uint32_t whole, uint32_t axis,
                       const IndexList* sizes) {
  const format::TensorView input = context.input(whole);
  int64_t extent = 0;
  for (uint32_t i = 0; i < context.output_count(); ++i) {
    const format::TensorView output = context.output(i);
    if (!same_beside_axis(output, input, axis)) return context.refuse(check::Shape, output_slot(i));
    const int32_t wanted = sizes != nullptr ? sizes->values[i] : context.output(0).dim(axis);
    if (wanted != output.dim(axis) && wanted != -1) {
      return context.refuse(check::Shape, output_slot(i));
    }
    extent += output.dim(axis);
  }
  if (extent != input.dim(axis)) return context.refuse(check::Shape, input_slot(whole));
  context.params<Rows>().outer = outer_elements(input, axis);
  return kAllWell;
}

CheckNumber prepare_split(PrepareContext& context) {
  if (const CheckNumber bad = check_parts(context, 2, 1)) return bad;
  uint32_t axis = 0;
  if (const CheckNumber bad = read_axis(context, input_slot(0), context.input(1).rank(), axis)) {
    return bad;
  }
  return fold_split(context, 1, axis, nullptr);
}

CheckNumber prepare_split_v(PrepareContext& context) {
  if (const CheckNumber bad = check_parts(context, 3, 0)) return bad;
  uint32_t axis = 0;
  if (const CheckNumber bad = read_axis(context, input_slot(2), context.input(0).rank(), axis)) {
    return bad;
  }
  IndexList sizes;
  const uint32_t count = context.output_count();
  if (const CheckNumber bad = read_indices(context, input_slot(1), count, count, sizes)) return bad;
  return fold_split(context, 0, axis, &sizes);
}

CheckNumber prepare_unpack(PrepareContext& context) {
  if (const CheckNumber bad = check_parts(context, 1, 0)) return bad;
  const format::TensorView input = context.input(0);
  uint32_t axis = 0;
  if (!wrap_axis(context.option<int32_t>(1, 0), input.rank(), axis)) {
    return context.refuse(check::Axis, input_slot(0));
  }
  if (static_cast<uint32_t>(input.dim(axis)) != context.output_count()) {
    return context.refuse(check::Shape, input_slot(0));
  }
  for (uint32_t i = 0; i < context.output_count(); ++i) {
    const format::TensorView output = context.output(i);
    if (output.rank() + 1 != input.rank()) return context.refuse(check::Rank, output_slot(i));
    for (uint32_t k = 0; k < output.rank(); ++k) {
      if (output.dim(k) != input.dim(k < axis ? k : k + 1)) {
        return context.refuse(check::Shape, output_slot(i));
      }
    }
  }
  context.params<Rows>().outer = outer_elements(input, axis);
  return kAllWell;
}

CheckNumber run_first(const RunContext& context) { return run_part(context, 0); }
CheckNumber run_second(const RunContext& context) { return run_part(context, 1); }

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef split_any{49, kAny, kAny, kAny, false, sizeof(Rows), prepare_split, run_second};
const OpDef split_v_any{102, kAny, kAny, kAny, false, sizeof(Rows), prepare_split_v, run_first};
const OpDef unpack_any{88, kAny, kAny, kAny, false, sizeof(Rows), prepare_unpack, run_first};
}  // namespace ops
}  // namespace mote
