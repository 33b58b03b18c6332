// SPDX-License-Identifier: Apache-2.0
// DYNAMIC_UPDATE_SLICE: the first input with a part of it replaced by the second. A start that
// leaves too little room moves back. Source: TFLite operator semantics.
#include "base/fixed_point.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

struct Params {
  StridedCopy copy;
  int32_t most_start[format::kMaxRank];
  int32_t steps[format::kMaxRank];  ///< bytes, in the output
  uint32_t rank, bytes;             ///< of the output
  bool start_is_64_bits;
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  for (uint32_t i = 0; i < 2; ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(i), output_slot(0))) {
      return bad;
    }
  }
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView whole = context.output(0);
  const format::TensorView update = context.input(1);
  const format::TensorView start = context.input(2);
  if (update.rank() != whole.rank()) return context.refuse(check::Rank, input_slot(1));
  if (start.type() != TensorType::Int32 && start.type() != TensorType::Int64) {
    return context.refuse(check::Type, input_slot(2));
  }
  if (start.elements() != whole.rank()) return context.refuse(check::Shape, input_slot(2));
  if (update.elements() == 0) return context.refuse(check::Empty, input_slot(1));
  auto& p = context.params<Params>();
  p.rank = whole.rank();
  p.bytes = whole.bytes();
  p.start_is_64_bits = start.type() == TensorType::Int64;
  const ByteSteps from(update);
  const ByteSteps to(whole);
  for (uint32_t i = 0; i < whole.rank(); ++i) {
    if (update.dim(i) > whole.dim(i)) return context.refuse(check::Shape, input_slot(1));
    p.most_start[i] = whole.dim(i) - update.dim(i);
    p.steps[i] = to.steps[i];
    p.copy.add(static_cast<uint32_t>(update.dim(i)), from.steps[i], to.steps[i]);
  }
  return end_copy(context, p.copy);
}

/// In place is safe: the start is read first, and then only the slice is written.
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  int32_t at = 0;
  for (uint32_t i = 0; i < p.rank; ++i) {
    const int32_t start = index_at(context.input<uint8_t>(2), p.start_is_64_bits, i);
    at += clamp<int32_t>(start, 0, p.most_start[i]) * p.steps[i];
  }
  const auto* from = context.input<uint8_t>(0);
  auto* to = context.output<uint8_t>(0);
  if (from != to) __builtin_memcpy(to, from, p.bytes);
  copy_strided(p.copy, context.input<uint8_t>(1), to + at);
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef dynamic_update_slice_any{151, kAny, kAny, kAny, kInPlace, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(dynamic_update_slice_any)
}  // namespace run
}  // namespace mote
