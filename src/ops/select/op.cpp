// SPDX-License-Identifier: Apache-2.0
// SELECT_V2 and SELECT: the second input where the first is true, else the third. SELECT_V2
// broadcasts; SELECT's condition may also be a vector that chooses whole rows.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

struct Params {
  static constexpr uint32_t kMostAxes = format::kMaxRank;
  uint32_t extents[kMostAxes];
  int32_t steps[3][kMostAxes];  ///< bytes; 0 where an input repeats
  uint32_t axes, elements, element_bytes;
};

/// The input's steps along the axes of the output; axes that it does not have are its first ones,
/// or the last ones if `at_start`. Its own further ones in front have extent 1. `filled`: bit i is
/// set if the input has the output's extent there. False if it cannot be repeated to the output.
bool align(const format::TensorView& input, const format::TensorView& output, bool at_start,
           int32_t* steps, uint32_t& filled) {
  const ByteSteps own(input);
  const uint32_t rank = output.rank();
  const uint32_t more = input.rank() > rank ? input.rank() - rank : 0;
  for (uint32_t i = 0; i < more; ++i) {
    if (input.dim(i) != 1) return false;
  }
  const uint32_t missing = at_start ? 0 : rank + more - input.rank();
  for (uint32_t i = 0; i < rank; ++i) {
    const uint32_t axis = i - missing + more;
    const bool absent = i < missing || axis >= input.rank();
    const int32_t extent = absent ? 1 : input.dim(axis);
    if (extent == output.dim(i)) filled |= 1U << i;
    else if (extent != 1) return false;
    steps[i] = extent == 1 ? 0 : own.steps[axis];
  }
  return true;
}

CheckNumber fold(PrepareContext& context, bool rows) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  const format::TensorView output = context.output(0);
  auto& p = context.params<Params>();
  uint32_t filled = 0;
  for (uint32_t i = 1; i < 3; ++i) {
    if (const CheckNumber bad = check::same_type(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (const CheckNumber bad = check::same_scale(context, input_slot(i), output_slot(0))) {
      return bad;
    }
    if (!align(context.input(i), output, false, p.steps[i], filled)) {
      return context.refuse(check::Shape, input_slot(i));
    }
  }
  const bool by_row = rows && context.input(0).rank() == 1 && output.rank() > 1;
  if (!align(context.input(0), output, by_row, p.steps[0], filled)) {
    return context.refuse(check::Shape, input_slot(0));
  }
  p.axes = output.rank();
  if (filled != (1U << p.axes) - 1) return context.refuse(check::Shape, output_slot(0));
  for (uint32_t i = 0; i < p.axes; ++i) p.extents[i] = static_cast<uint32_t>(output.dim(i));
  p.elements = output.elements();
  p.element_bytes = bits_per_element(output.type()) / 8;
  return kAllWell;
}

CheckNumber prepare_select(PrepareContext& context) { return fold(context, true); }
CheckNumber prepare_select_v2(PrepareContext& context) { return fold(context, false); }

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const uint8_t* from[3];
  for (uint32_t k = 0; k < 3; ++k) from[k] = context.input<uint8_t>(k);
  auto* to = context.output<uint8_t>(0);
  uint32_t at[Params::kMostAxes] = {};
  for (uint32_t n = 0; n < p.elements; ++n, to += p.element_bytes) {
    __builtin_memcpy(to, *from[0] != 0 ? from[1] : from[2], p.element_bytes);
    for (uint32_t axis = p.axes; axis != 0;) {
      --axis;
      const bool goes_on = ++at[axis] < p.extents[axis];
      const auto back = goes_on ? 0 : static_cast<int32_t>(p.extents[axis]);
      for (uint32_t k = 0; k < 3; ++k) from[k] += p.steps[k][axis] * (1 - back);
      if (goes_on) break;
      at[axis] = 0;
    }
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef select_any{64,    TensorType::Bool, kAny,           kAny,
                       false, sizeof(Params),   prepare_select, run};
const OpDef select_v2_any{
    123, TensorType::Bool, kAny, kAny, false, sizeof(Params), prepare_select_v2, run};
}  // namespace ops
namespace run {
MOTE_RUN(select_any)
MOTE_RUN(select_v2_any)
}  // namespace run
}  // namespace mote
