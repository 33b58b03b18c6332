// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/decode/compressed.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/decode/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

struct Params {
  uint32_t outputs;
};

template <class Context>
Compressed compressed(const Context& context, uint32_t i) {
  return {context.input(2 * i), context.input(2 * i + 1), context.output(i)};
}

/// Whole bytes, and channels along the first or the last axis.
CheckNumber check_output(PrepareContext& context, const Compressed& c, TensorSlot slot) {
  const uint32_t bits = bits_per_element(c.output.type());
  if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
    return context.refuse(check::Type, slot);
  }
  if (c.output.elements() == 0) return context.refuse(check::Empty, slot);
  if (c.channels() == 1) return kAllWell;
  const auto axis = static_cast<uint32_t>(c.output.quantized_dimension());
  if (c.output.rank() == 0 || (axis != 0 && axis != c.output.rank() - 1) ||
      static_cast<uint32_t>(c.output.dim(axis)) != c.channels()) {
    return context.refuse(check::PerChannel, slot);
  }
  return kAllWell;
}

bool look_up_fits(const Compressed& c) {
  const LookUp p = c.look_up();
  const uint64_t values = uint64_t{c.channels()} * p.stride;
  return values * c.element_bytes() <= c.table_bytes() &&
         uint64_t{c.output.elements()} * p.index_bits <= uint64_t{c.code.bytes()} * 8;
}

bool pruned_fits(const Compressed& c) {
  const uint32_t elements = c.output.elements();
  if (elements > uint64_t{c.code.bytes()} * 8) return false;
  uint32_t values = 0;
  for (uint32_t i = 0; i < elements; ++i) {
    values += c.code.constant_bytes()[i / 8] >> (7 - i % 8) & 1U;
  }
  return uint64_t{values} * c.element_bytes() <= c.table_bytes();
}

CheckNumber check_zero_points(PrepareContext& context, const Compressed& c, TensorSlot slot) {
  if (c.pruned().zero_points == nullptr) return kAllWell;
  if (const CheckNumber bad = check::quantized(context, slot)) return bad;
  return c.output.zero_points().count() == c.channels() ? kAllWell
                                                        : context.refuse(check::PerChannel, slot);
}

CheckNumber check_one(PrepareContext& context, uint32_t i) {
  const TensorSlot tables = input_slot(2 * i + 1);
  const Compressed c = compressed(context, i);
  for (uint32_t k = 2 * i; k < 2 * i + 2; ++k) {
    if (!context.input(k)) return context.refuse(check::InputMissing, kNoTensorSlot);
    if (!context.input(k).is_constant()) return context.refuse(check::NotConstant, input_slot(k));
  }
  if (const CheckNumber bad = check_output(context, c, output_slot(i))) return bad;
  if (c.tables.bytes() < kDecodeHeaderBytes) return context.refuse(check::CodeLength, tables);
  if (c.header()[1] != 1 || c.header()[4] != 1) return context.refuse(check::Coding, tables);
  bool fits = true;
  switch (c.coding()) {
    case Coding::LookUp:
      if (c.look_up().index_bits == 0) return context.refuse(check::Coding, tables);
      fits = look_up_fits(c);
      break;
    case Coding::Huffman:
      if (c.element_bytes() > 2) return context.refuse(check::Type, output_slot(i));
      break;  // whether the code leads anywhere shows when it is followed
    case Coding::Pruned:
      if (const CheckNumber bad = check_zero_points(context, c, output_slot(i))) return bad;
      fits = pruned_fits(c);
      break;
    default: return context.refuse(check::Coding, tables);
  }
  return fits ? kAllWell : context.refuse(check::CodeLength, input_slot(2 * i));
}

CheckNumber prepare(PrepareContext& context) {
  if (!context.is_named("TFLM_DECODE")) return context.refuse(check::CustomName, kNoTensorSlot);
  const uint32_t outputs = context.output_count();
  if (outputs == 0 || outputs > 32) return context.refuse(check::OutputCount, kNoTensorSlot);
  if (context.input_count() != 2 * outputs) {
    return context.refuse(check::InputCount, kNoTensorSlot);
  }
  context.params<Params>().outputs = outputs;
  for (uint32_t i = 0; i < outputs; ++i) {
    if (const CheckNumber bad = check_one(context, i)) return bad;
  }
  return kAllWell;
}

CheckNumber run(const RunContext& run_context) {
  const StepContext& context = StepContext::of(run_context);
  for (uint32_t i = 0; i < context.params<Params>().outputs; ++i) {
    const Compressed c{context.tensor(input_slot(2 * i)), context.tensor(input_slot(2 * i + 1)),
                       context.tensor(output_slot(i))};
    const DecodeOutput output{c.output.elements(), c.element_bytes(), c.channels(),
                              c.channels_last(), context.output<uint8_t>(i)};
    bool whole = true;
    switch (c.coding()) {
      case Coding::LookUp: whole = reference::decode_look_up(c.look_up(), output); break;
      case Coding::Huffman: whole = reference::decode_huffman(c.huffman(), output); break;
      case Coding::Pruned: reference::decode_pruned(c.pruned(), output); break;
    }
    if (!whole) return check::CodedData;
  }
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef decode_any{format::custom_code("TFLM_DECODE"),
                       {TensorType::None, TensorType::None, TensorType::None},
                       0,
                       sizeof(Params),
                       prepare,
                       run};
}  // namespace ops
}  // namespace mote
