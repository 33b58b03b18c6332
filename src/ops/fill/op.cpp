// SPDX-License-Identifier: Apache-2.0
// FILL: one value everywhere; ZEROS_LIKE: zero bytes everywhere. The output's shape is the file's.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"

namespace mote {
namespace {

CheckNumber prepare_fill(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(1), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(1), output_slot(0))) return bad;
  if (context.input(1).elements() != 1) return context.refuse(check::Shape, input_slot(1));
  const format::TensorView output = context.output(0);
  IndexList dims;
  const uint32_t rank = output.rank();
  if (const CheckNumber bad = read_indices(context, input_slot(0), rank, rank, dims)) return bad;
  for (uint32_t i = 0; i < rank; ++i) {
    if (dims.values[i] != output.dim(i)) return context.refuse(check::Shape, output_slot(0));
  }
  return kAllWell;
}

CheckNumber run_fill(const RunContext& context) {
  const format::TensorView output = context.tensor(output_slot(0));
  const uint32_t element_bytes = bits_per_element(output.type()) / 8;
  const auto* value = context.input<uint8_t>(1);
  auto* to = context.output<uint8_t>(0);
  const uint32_t bytes = output.bytes();
  for (uint32_t i = 0; i < bytes; i += element_bytes) {
    __builtin_memcpy(to + i, value, element_bytes);
  }
  return kAllWell;
}

CheckNumber prepare_zeros_like(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  return check::same_shape(context, input_slot(0), output_slot(0));
}

CheckNumber run_zeros_like(const RunContext& context) {
  __builtin_memset(context.output<uint8_t>(0), 0, context.tensor(output_slot(0)).bytes());
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef fill_any{94, kAny, kAny, kAny, false, 0, prepare_fill, run_fill};
const OpDef zeros_like_any{93, kAny, kAny, kAny, false, 0, prepare_zeros_like, run_zeros_like};
}  // namespace ops
}  // namespace mote
