// SPDX-License-Identifier: Apache-2.0
// MIRROR_PAD: what lies beyond an edge is the input mirrored in it, with the edge element (mode
// SYMMETRIC) or without it (REFLECT). Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_list.h"
#include "ops/shared/strided_copy.h"

namespace mote {
namespace {

struct Params {
  int32_t before[format::kMaxRank];
  int32_t input_extents[format::kMaxRank], extents[format::kMaxRank];
  int32_t input_steps[format::kMaxRank];  ///< bytes
  uint32_t elements, rank;                ///< of the output
  uint32_t element_bytes;
  int32_t edge;  ///< 1: the edge element is not repeated
};

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView output = context.output(0);
  const uint32_t rank = input.rank();
  if (output.rank() != rank) return context.refuse(check::Rank, output_slot(0));
  IndexList pads;
  if (const CheckNumber bad = read_indices(context, input_slot(1), 2 * rank, 2 * rank, pads)) {
    return bad;
  }
  auto& p = context.params<Params>();
  const auto mode = context.option<uint8_t>(0, 0);
  if (mode > 1) return context.refuse(check::Option, kNoTensorSlot);
  p.edge = mode == 0 ? 1 : 0;
  p.element_bytes = bits_per_element(input.type()) / 8;
  p.elements = output.elements();
  p.rank = rank;
  const ByteSteps steps(input);
  for (uint32_t i = 0; i < rank; ++i) {
    p.input_extents[i] = input.dim(i);
    p.extents[i] = output.dim(i);
    p.input_steps[i] = steps.steps[i];
    const int32_t before = p.before[i] = pads.values[2 * i];
    const int32_t after = pads.values[2 * i + 1];
    const int32_t most = input.dim(i) - p.edge;  // there is no more to mirror
    if (before < 0 || after < 0 || before > most || after > most) {
      return context.refuse(check::Bounds, input_slot(1));
    }
    if (int64_t{before} + input.dim(i) + after != output.dim(i)) {
      return context.refuse(check::Shape, output_slot(0));
    }
  }
  return kAllWell;
}

/// Index in the input of index `at` of the padded axis.
int32_t mirrored(int32_t at, int32_t extent, int32_t edge) {
  if (at < 0) return -at - 1 + edge;
  return at < extent ? at : extent - 1 - edge - (at - extent);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  int32_t at[format::kMaxRank] = {};
  auto* to = context.output<uint8_t>(0);
  for (uint32_t n = 0; n < p.elements; ++n, to += p.element_bytes) {
    const auto* from = context.input<uint8_t>(0);
    for (uint32_t i = 0; i < p.rank; ++i) {
      from += mirrored(at[i] - p.before[i], p.input_extents[i], p.edge) * p.input_steps[i];
    }
    __builtin_memcpy(to, from, p.element_bytes);
    for (uint32_t i = p.rank; i != 0; --i) {
      if (++at[i - 1] < p.extents[i - 1]) break;
      at[i - 1] = 0;
    }
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef mirror_pad_any{100, kAny, kAny, kAny, false, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(mirror_pad_any)
}  // namespace run
}  // namespace mote
