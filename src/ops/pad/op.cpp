// SPDX-License-Identifier: Apache-2.0
// PAD and PADV2: the input in the middle of an output that is filled with a value: the third
// input's, or else a quantised zero. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

struct Params {
  StridedCopy copy;
  uint32_t output_bytes;
  uint32_t element_bytes;
  uint8_t zero;  ///< every byte of the value when there is no third input
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 3)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const uint32_t rank = input.rank();
  if (output.rank() != rank) return context.refuse(check::Rank, output_slot(0));
  IndexList pads;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 2 * rank, 2 * rank, pads)) {
    return bad;
  }
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  auto& p = context.params<Params>();
  if (const format::TensorView value = context.input(2)) {
    if (value.type() != input.type()) return context.refuse(check::Type, input_slot(2));
    if (value.elements() != 1) return context.refuse(check::Shape, input_slot(2));
    if (const CheckNumber bad = check::same_scale(context, input_slot(2), output_slot(0))) {
      return bad;
    }
  }
  const TensorType type = input.type();
  if ((type == TensorType::Int8 || type == TensorType::UInt8) && output.is_quantized()) {
    if (const CheckNumber bad = check::quantized(context, output_slot(0))) return bad;
    p.zero = static_cast<uint8_t>(output.zero_point());
  }
  p.output_bytes = output.bytes();
  p.element_bytes = bits_per_element(type) / 8;
  const ByteSteps from(input);
  const ByteSteps to(output);
  for (uint32_t i = 0; i < rank; ++i) {
    const int32_t before = pads.values[2 * i];
    const int32_t after = pads.values[2 * i + 1];
    if (before < 0 || after < 0) return context.refuse(check::Bounds, input_slot(1));
    if (int64_t{before} + input.dim(i) + after != output.dim(i)) {
      return context.refuse(check::Shape, output_slot(0));
    }
    if (input.dim(i) != 0) p.copy.to_at += static_cast<uint32_t>(before * to.steps[i]);
    p.copy.add(static_cast<uint32_t>(input.dim(i)), from.steps[i], to.steps[i]);
  }
  return end_copy(context, p.copy);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  auto* output = context.output<uint8_t>(0);
  const uint8_t* value = context.input<uint8_t>(2);
  if (value == nullptr) {
    __builtin_memset(output, p.zero, p.output_bytes);
  } else {
    for (uint32_t i = 0; i < p.output_bytes; i += p.element_bytes) {
      __builtin_memcpy(output + i, value, p.element_bytes);
    }
  }
  copy_strided(p.copy, context.input<uint8_t>(0), output);
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef pad_any{34, kAny, kAny, kAny, false, sizeof(Params), prepare, run};
const OpDef padv2_any{60, kAny, kAny, kAny, false, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(pad_any)
MOTE_RUN(padv2_any)
}  // namespace run
}  // namespace mote
