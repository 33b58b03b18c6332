// SPDX-License-Identifier: Apache-2.0
// REVERSE_SEQUENCE: the start of each sequence backwards, as much of it as its length says.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_data.h"
#include "ops/shared/lines.h"

namespace mote {
namespace {

/// The tensor as [outer, first axis, between, second axis, slice]; one of the two axes counts the
/// sequences, the other the elements of each.
struct Params {
  uint32_t outer, first, between, second, slice_bytes;
  uint32_t length_bytes;  ///< of a sequence length
  bool sequences_first;
};

enum Option : uint32_t { kSequenceAxis, kBatchAxis };

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_shape(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  const format::TensorView input = context.input(0);
  const format::TensorView lengths = context.input(1);
  const auto along = context.option<int32_t>(kSequenceAxis, 0);
  const auto batch = context.option<int32_t>(kBatchAxis, 0);
  if (!is_index(along, input.rank()) || !is_index(batch, input.rank()) || along == batch) {
    return context.refuse(check::Axis, input_slot(0));
  }
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  auto& p = context.params<Params>();
  p.length_bytes = index_bytes(lengths.type());
  if (p.length_bytes == 0) return context.refuse(check::Type, input_slot(1));
  if (lengths.rank() != 1) return context.refuse(check::Rank, input_slot(1));
  if (lengths.dim(0) != input.dim(static_cast<uint32_t>(batch))) {
    return context.refuse(check::Shape, input_slot(1));
  }
  p.sequences_first = batch < along;
  const auto first = static_cast<uint32_t>(p.sequences_first ? batch : along);
  const auto second = static_cast<uint32_t>(p.sequences_first ? along : batch);
  const Lines outside = lines_along(input, first);
  const Lines inside = lines_along(input, second);
  p.outer = outside.outer;
  p.first = outside.extent;
  p.between = inside.outer / (outside.outer * outside.extent);
  p.second = inside.extent;
  p.slice_bytes = inside.inner * bits_per_element(input.type()) / 8;
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* lengths = context.input<uint8_t>(1);
  const uint32_t sequences = p.sequences_first ? p.first : p.second;
  const uint32_t extent = p.sequences_first ? p.second : p.first;
  for (uint32_t i = 0; i < sequences; ++i) {
    if (!is_index(data_index(lengths, p.length_bytes, i), extent + 1)) return check::DataIndex;
  }
  // In bytes, from one index of each axis to the next.
  const uint32_t between_step = p.second * p.slice_bytes;
  const uint32_t first_step = p.between * between_step;
  const auto* from = context.input<uint8_t>(0);
  auto* to = context.output<uint8_t>(0);
  for (uint32_t outer = 0; outer < p.outer; ++outer, from += p.first * first_step) {
    for (uint32_t i = 0; i < p.first; ++i) {
      for (uint32_t between = 0; between < p.between; ++between) {
        for (uint32_t k = 0; k < p.second; ++k, to += p.slice_bytes) {
          const auto length =
              static_cast<uint32_t>(data_index(lengths, p.length_bytes, p.sequences_first ? i : k));
          const uint32_t at = p.sequences_first ? k : i;
          const uint32_t source = at < length ? length - 1 - at : at;
          const uint32_t first = p.sequences_first ? i : source;
          const uint32_t second = p.sequences_first ? source : k;
          __builtin_memcpy(
              to, from + first * first_step + between * between_step + second * p.slice_bytes,
              p.slice_bytes);
        }
      }
    }
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef reverse_sequence_any{112, kAny, kAny, kAny, 0, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(reverse_sequence_any)
}  // namespace run
}  // namespace mote
