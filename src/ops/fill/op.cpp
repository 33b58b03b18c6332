// SPDX-License-Identifier: Apache-2.0
// FILL: one value everywhere; ZEROS_LIKE: zero bytes everywhere. The output's shape is the file's.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"

namespace mote {
namespace {

/// Of the output.
struct Params {
  uint32_t bytes, element_bytes;
};
Params params_of(const format::TensorView& output) {
  return {output.bytes(), bits_per_element(output.type()) / 8};
}

CheckNumber prepare_fill(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(1), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(1), output_slot(0))) return bad;
  if (context.input(1).elements() != 1) return context.refuse(check::Shape, input_slot(1));
  const format::TensorView output = context.output(0);
  context.params<Params>() = params_of(output);
  IndexList dims;
  const uint32_t rank = output.rank();
  if (const CheckNumber bad = read_indices(context, input_slot(0), rank, rank, dims)) return bad;
  for (uint32_t i = 0; i < rank; ++i) {
    if (dims.values[i] != output.dim(i)) return context.refuse(check::Shape, output_slot(0));
  }
  return kAllWell;
}

CheckNumber run_fill(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* value = context.input<uint8_t>(1);
  auto* to = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < p.bytes; i += p.element_bytes) {
    __builtin_memcpy(to + i, value, p.element_bytes);
  }
  return kAllWell;
}

CheckNumber prepare_zeros_like(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  context.params<Params>() = params_of(context.output(0));
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber run_zeros_like(const RunContext& context) {
  __builtin_memset(context.output<uint8_t>(0), 0, context.params<Params>().bytes);
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef fill_any{94, kAny, kAny, kAny, false, sizeof(Params), prepare_fill, run_fill};
const OpDef zeros_like_any{
    93, kAny, kAny, kAny, false, sizeof(Params), prepare_zeros_like, run_zeros_like};
}  // namespace ops
namespace run {
MOTE_RUN(fill_any)
MOTE_RUN(zeros_like_any)
}  // namespace run
}  // namespace mote
