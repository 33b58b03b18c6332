// SPDX-License-Identifier: Apache-2.0
// CONCATENATION along an axis, PACK along a new one. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/rows.h"

namespace mote {
namespace {

constexpr uint32_t kMostInputs = 64;

/// A slot numbers inputs up to 127.
CheckNumber check_inputs(PrepareContext& context) {
  const uint32_t count = context.input_count();
  if (const CheckNumber bad = check::counts(context, count == 0 ? 1 : count, kMostInputs)) {
    return bad;
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(i), output_slot(0))) {
      return bad;
    }
  }
  return kAllWell;
}

CheckNumber prepare_concatenation(PrepareContext& context) {
  if (const CheckNumber bad = check_inputs(context)) return bad;
  const format::TensorView output = context.output(0);
  uint32_t axis = 0;
  if (!wrap_axis(context.option<int32_t>(0, 0), output.rank(), axis)) {
    return context.refuse(check::Axis, output_slot(0));
  }
  if (context.option<uint8_t>(1, 0) != 0) return context.refuse(check::Activation, kNoTensorSlot);
  int64_t extent = 0;
  for (uint32_t i = 0; i < context.input_count(); ++i) {
    const format::TensorView input = context.input(i);
    if (!same_beside_axis(input, output, axis)) return context.refuse(check::Shape, input_slot(i));
    extent += input.dim(axis);
  }
  if (extent != output.dim(axis)) return context.refuse(check::Shape, output_slot(0));
  context.params<Rows>().outer = outer_elements(output, axis);
  return kAllWell;
}

CheckNumber prepare_pack(PrepareContext& context) {
  if (const CheckNumber bad = check_inputs(context)) return bad;
  const format::TensorView output = context.output(0);
  uint32_t axis = 0;
  if (!wrap_axis(context.option<int32_t>(1, 0), output.rank(), axis)) {
    return context.refuse(check::Axis, output_slot(0));
  }
  const uint32_t count = context.input_count();
  if (static_cast<uint32_t>(output.dim(axis)) != count) {
    return context.refuse(check::Shape, output_slot(0));
  }
  for (uint32_t i = 0; i < count; ++i) {
    const format::TensorView input = context.input(i);
    if (input.rank() + 1 != output.rank()) return context.refuse(check::Rank, input_slot(i));
    for (uint32_t k = 0; k < input.rank(); ++k) {
      if (input.dim(k) != output.dim(k < axis ? k : k + 1)) {
        return context.refuse(check::Shape, input_slot(i));
      }
    }
  }
  context.params<Rows>().outer = outer_elements(output, axis);
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef concatenation_any{2,       kAny, kAny, kAny, false, sizeof(Rows), prepare_concatenation,
                              run_join};
const OpDef pack_any{83, kAny, kAny, kAny, false, sizeof(Rows), prepare_pack, run_join};
}  // namespace ops
}  // namespace mote
