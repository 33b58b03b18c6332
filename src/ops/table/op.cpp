// SPDX-License-Identifier: Apache-2.0
// MoteTable: output = table[input], element by element. Mote's own: the optimiser puts it in the
// place of 8-bit elementwise operators in a row (compiler/passes/unary_tables.cpp).
#include "mote/ops.h"
#include "ops/shared/checks.h"

namespace mote {
namespace {

struct Params {
  uint32_t elements;
};

/// A byte for each that an element may be, counted as unsigned.
constexpr uint32_t kTableBytes = 256;

bool is_8_bits(const format::TensorView& tensor) {
  return tensor.type() == TensorType::Int8 || tensor.type() == TensorType::UInt8;
}

CheckNumber prepare(PrepareContext& context) {
  if (!context.is_named("MoteTable")) return context.refuse(check::CustomName, kNoTensorSlot);
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const TensorSlot slots[] = {input_slot(0), input_slot(1), output_slot(0)};
  for (const TensorSlot slot : slots) {
    if (!is_8_bits(context.at(slot))) return context.refuse(check::Type, slot);
  }
  if (context.input(1).elements() != kTableBytes) {
    return context.refuse(check::Shape, input_slot(1));
  }
  if (const CheckNumber bad = check::same_elements(context)) return bad;
  context.params<Params>().elements = context.input(0).elements();
  return kAllWell;
}

CheckNumber run(const RunContext& context) {
  const auto* input = context.input<uint8_t>(0);
  const auto* table = context.input<uint8_t>(1);
  auto* output = context.output<uint8_t>(0);
  const uint32_t elements = context.params<Params>().elements;
  for (uint32_t i = 0; i < elements; ++i) output[i] = table[input[i]];
  return kAllWell;
}

}  // namespace

namespace ops {
const OpDef table_any{format::custom_code("MoteTable"),
                      {TensorType::None, TensorType::None, TensorType::None},
                      kInPlace,
                      sizeof(Params),
                      prepare,
                      run};
}  // namespace ops
namespace run {
MOTE_RUN(table_any)
}  // namespace run
}  // namespace mote
