// SPDX-License-Identifier: Apache-2.0
// SLICE: `size` elements from `begin` on along each axis; size -1 is all that is left.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

struct Params {
  StridedCopy copy;
  bool begins_at_run;  ///< begin is not a constant: from_at is known at run time only
};

/// Begin and size in 32 bits whatever their type; begin may be written at run time.
CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const format::TensorView begin_tensor = context.input(1);
  const uint32_t rank = input.rank();
  if (output.rank() != rank) return context.refuse(check::Rank, output_slot(0));
  auto& p = context.params<Params>();
  p.begins_at_run = !begin_tensor.is_constant() && rank != 0;
  IndexList begin{};
  if (p.begins_at_run) {
    const TensorType type = begin_tensor.type();
    if (type != TensorType::Int32 && type != TensorType::Int64) {
      return context.refuse(check::Type, input_slot(1));
    }
    if (begin_tensor.elements() != rank) return context.refuse(check::Shape, input_slot(1));
  } else if (const CheckNumber bad = read_indices(context, input_slot(1), rank, rank, begin)) {
    return bad;
  }
  // The output's dimensions are the sizes; sizes given as constants must agree with them.
  if (context.input(2).is_constant()) {
    IndexList size;
    if (const CheckNumber bad = read_indices(context, input_slot(2), rank, rank, size)) return bad;
    for (uint32_t i = 0; i < rank; ++i) {
      const bool rest = size.values[i] == -1;
      const int32_t wanted = rest ? input.dim(i) - begin.values[i] : size.values[i];
      if ((!rest || !p.begins_at_run) && wanted != output.dim(i)) {
        return context.refuse(check::Shape, output_slot(0));
      }
    }
  } else if (context.input(2).elements() != rank) {
    return context.refuse(check::Shape, input_slot(2));
  }
  const ByteSteps from(input);
  const ByteSteps to(output);
  for (uint32_t i = 0; i < rank; ++i) {
    if (output.dim(i) > input.dim(i)) return context.refuse(check::Bounds, output_slot(0));
    if (begin.values[i] < 0 || begin.values[i] > input.dim(i) - output.dim(i)) {
      return context.refuse(check::Bounds, input_slot(1));
    }
    p.copy.from_at += static_cast<uint32_t>(begin.values[i] * from.steps[i]);
    p.copy.add(static_cast<uint32_t>(output.dim(i)), from.steps[i], to.steps[i]);
  }
  return end_copy(context, p.copy);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* from = context.input<uint8_t>(0);
  if (p.begins_at_run) {
    const format::TensorView input = context.tensor(input_slot(0));
    const format::TensorView output = context.tensor(output_slot(0));
    const bool is_64_bits = context.tensor(input_slot(1)).type() == TensorType::Int64;
    const ByteSteps steps(input);
    for (uint32_t i = 0; i < input.rank(); ++i) {
      const int32_t begin = index_at(context.input<uint8_t>(1), is_64_bits, i);
      if (begin < 0 || begin > input.dim(i) - output.dim(i)) return check::DataIndex;
      from += begin * steps.steps[i];
    }
  }
  copy_strided(p.copy, from, context.output<uint8_t>(0));
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef slice_any{65,    TensorType::None, TensorType::None, TensorType::None,
                      false, sizeof(Params),   prepare,          run};
}  // namespace ops
}  // namespace mote
