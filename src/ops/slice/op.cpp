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
  bool at_run;  ///< begin or size is no constant: both are read, and checked, at run time
  // Known only then.
  uint32_t rank;
  int32_t last[format::kMaxRank];  ///< greatest begin of each axis
  int32_t sizes[format::kMaxRank];
  int32_t steps[format::kMaxRank];  ///< bytes, in the input
  bool wide_begin, wide_size;       ///< 64 bits
};

/// A list that may be no constant.
CheckNumber read_list(PrepareContext& context, uint32_t input, IndexList& list, bool& at_run) {
  const uint32_t rank = context.input(0).rank();
  const CheckNumber bad = read_indices(context, input_slot(input), rank, rank, list);
  if (bad != check::NotConstant) return bad;
  at_run = true;
  return kAllWell;
}

/// The output may leave out axes of extent 1, or have more of them.
bool same_but_for_ones(const IndexList& sizes, const format::TensorView& output) {
  uint32_t axis = 0;
  for (uint32_t i = 0; i < sizes.count; ++i) {
    if (sizes.values[i] == 1) continue;
    while (axis < output.rank() && output.dim(axis) == 1) ++axis;
    if (axis == output.rank() || output.dim(axis) != sizes.values[i]) return false;
    ++axis;
  }
  while (axis < output.rank() && output.dim(axis) == 1) ++axis;
  return axis == output.rank();
}

/// The sizes are the output's dimensions.
CheckNumber fold_at_run(PrepareContext& context, const IndexList& size, Params& p) {
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const bool known = context.input(2).is_constant();
  if (output.rank() != input.rank()) return context.refuse(check::Rank, output_slot(0));
  const ByteSteps from(input);
  const ByteSteps to(output);
  for (uint32_t i = 0; i < input.rank(); ++i) {
    if (output.dim(i) > input.dim(i)) return context.refuse(check::Bounds, output_slot(0));
    if (known && size.values[i] != -1 && size.values[i] != output.dim(i)) {
      return context.refuse(check::Shape, output_slot(0));
    }
    p.last[i] = input.dim(i) - output.dim(i);
    p.sizes[i] = output.dim(i);
    p.steps[i] = from.steps[i];
    p.copy.add(static_cast<uint32_t>(output.dim(i)), from.steps[i], to.steps[i]);
  }
  p.rank = input.rank();
  p.wide_begin = context.input(1).type() == TensorType::Int64;
  p.wide_size = context.input(2).type() == TensorType::Int64;
  return end_copy(context, p.copy);
}

CheckNumber fold(PrepareContext& context, const IndexList& begin, IndexList& size,
                 StridedCopy& copy) {
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const uint32_t rank = input.rank();
  const ByteSteps from(input);
  for (uint32_t i = 0; i < rank; ++i) {
    const int32_t extent = input.dim(i);
    if (begin.values[i] < 0 || begin.values[i] > extent) {
      return context.refuse(check::Bounds, input_slot(1));
    }
    const int32_t rest = extent - begin.values[i];
    if (size.values[i] == -1) size.values[i] = rest;
    if (size.values[i] < 0 || size.values[i] > rest) {
      return context.refuse(check::Bounds, input_slot(2));
    }
    copy.from_at += static_cast<uint32_t>(begin.values[i] * from.steps[i]);
  }
  if (!same_but_for_ones(size, output)) return context.refuse(check::Shape, output_slot(0));
  const bool empty = output.elements() == 0;
  int32_t to_steps[format::kMaxRank];
  auto step = static_cast<int32_t>(empty ? 0 : bits_per_element(output.type()) / 8);
  for (uint32_t i = rank; i != 0; --i) {
    to_steps[i - 1] = step;
    step *= size.values[i - 1];
  }
  for (uint32_t i = 0; i < rank; ++i) {
    copy.add(static_cast<uint32_t>(size.values[i]), from.steps[i], to_steps[i]);
  }
  return end_copy(context, copy);
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  auto& p = context.params<Params>();
  IndexList begin{};
  IndexList size{};
  if (const CheckNumber bad = read_list(context, 1, begin, p.at_run)) return bad;
  if (const CheckNumber bad = read_list(context, 2, size, p.at_run)) return bad;
  return p.at_run ? fold_at_run(context, size, p) : fold(context, begin, size, p.copy);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* from = context.input<uint8_t>(0);
  if (p.at_run) {
    for (uint32_t i = 0; i < p.rank; ++i) {
      const int32_t begin = index_at(context.input<uint8_t>(1), p.wide_begin, i);
      const int32_t size = index_at(context.input<uint8_t>(2), p.wide_size, i);
      if (begin < 0 || begin > p.last[i]) return check::DataIndex;
      if (size != p.sizes[i] && (size != -1 || begin != p.last[i])) return check::DataIndex;
      from += begin * p.steps[i];
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
namespace run {
MOTE_RUN(slice_any)
}  // namespace run
}  // namespace mote
