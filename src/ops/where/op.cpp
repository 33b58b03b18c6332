// SPDX-License-Identifier: Apache-2.0
// WHERE: positions of the elements that are not zero. The input is a constant, because it decides
// how many there are. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"

namespace mote {
namespace {

struct Params {
  uint32_t element_bytes;
  uint8_t sign;  ///< bits of the last byte that do not make a zero another number
  uint32_t elements, rank;
  int32_t dims[format::kMaxRank];
};

bool element_bytes_of(TensorType type, Params& p) {
  switch (type) {
    case TensorType::Float32: p = {4, 0x80, 0, 0, {}}; return true;
    case TensorType::Bool:
    case TensorType::Int8:
    case TensorType::UInt8: p = {1, 0, 0, 0, {}}; return true;
    case TensorType::Int16: p = {2, 0, 0, 0, {}}; return true;
    case TensorType::Int32:
    case TensorType::UInt32: p = {4, 0, 0, 0, {}}; return true;
    case TensorType::Int64: p = {8, 0, 0, 0, {}}; return true;
    default: return false;
  }
}

bool is_zero(const Params& p, const uint8_t* element) {
  uint32_t bits = 0;
  for (uint32_t i = 0; i + 1 < p.element_bytes; ++i) bits |= element[i];
  return (bits | (element[p.element_bytes - 1] & ~uint32_t{p.sign})) == 0;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  const format::TensorView input = context.input(0);
  auto& p = context.params<Params>();
  if (!element_bytes_of(input.type(), p)) return context.refuse(check::Type, input_slot(0));
  if (input.rank() == 0) return context.refuse(check::Rank, input_slot(0));
  if (!input.is_constant()) return context.refuse(check::NotConstant, input_slot(0));
  p.elements = input.elements();
  p.rank = input.rank();
  for (uint32_t i = 0; i < p.rank; ++i) p.dims[i] = input.dim(i);
  int32_t count = 0;
  for (uint32_t i = 0; i < p.elements; ++i) {
    if (!is_zero(p, input.constant_bytes() + i * p.element_bytes)) ++count;
  }
  Dims dims;
  dims.add(count);
  dims.add(static_cast<int32_t>(input.rank()));
  return check_dims(context, output_slot(0), dims);
}

CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* element = context.input<uint8_t>(0);
  auto* output = context.output<int64_t>(0);
  int32_t at[format::kMaxRank] = {};
  for (uint32_t i = 0; i < p.elements; ++i, element += p.element_bytes) {
    if (!is_zero(p, element)) {
      for (uint32_t axis = 0; axis < p.rank; ++axis) *output++ = at[axis];
    }
    for (uint32_t axis = p.rank; axis-- != 0;) {
      if (++at[axis] < p.dims[axis]) break;
      at[axis] = 0;
    }
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef where_any{109, kAny, kAny, TensorType::Int64, 0, sizeof(Params), prepare, run};
}  // namespace ops
namespace run {
MOTE_RUN(where_any)
}  // namespace run
}  // namespace mote
