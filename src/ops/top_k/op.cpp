// SPDX-License-Identifier: Apache-2.0
// TOPK_V2: the k greatest elements of the last axis, greatest first, the first of equals first, and
// where they stand. Source: TFLite operator semantics.
#include "base/bytes.h"
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_data.h"

namespace mote {
namespace {

struct Params {
  uint32_t rows, extent, k;
  uint32_t index_bytes;  ///< of the second output
};

/// k is a constant, because it decides how many elements there are.
CheckNumber read_count(PrepareContext& context, int32_t& k) {
  const format::TensorView tensor = context.input(1);
  const uint32_t bytes = index_bytes(tensor.type());
  if (bytes == 0) return context.refuse(check::Type, input_slot(1));
  if (tensor.elements() != 1) return context.refuse(check::Shape, input_slot(1));
  if (!tensor.is_constant()) return context.refuse(check::NotConstant, input_slot(1));
  k = data_index(tensor.constant_bytes(), bytes, 0);
  return kAllWell;
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2, 2, 2)) return bad;
  const format::TensorView input = context.input(0);
  const TensorType index_type = context.output(1).type();
  if (index_type != TensorType::Int32 && index_type != TensorType::Int16) {
    return context.refuse(check::Type, output_slot(1));
  }
  if (input.rank() == 0) return context.refuse(check::Rank, input_slot(0));
  if (input.elements() == 0) return context.refuse(check::Empty, input_slot(0));
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  int32_t k = 0;
  if (const CheckNumber bad = read_count(context, k)) return bad;
  const int32_t extent = input.dim(input.rank() - 1);
  const bool is_narrow = index_type == TensorType::Int16;
  if (k < 0 || k > extent || (is_narrow && extent > INT16_MAX)) {
    return context.refuse(check::Bounds, input_slot(1));
  }
  Dims dims;
  dims.add(input, 0, input.rank() - 1);
  dims.add(k);
  for (uint32_t i = 0; i < 2; ++i) {
    if (const CheckNumber bad = check_dims(context, output_slot(i), dims)) return bad;
  }
  auto& p = context.params<Params>();
  p.extent = static_cast<uint32_t>(extent);
  p.rows = input.elements() / p.extent;
  p.k = static_cast<uint32_t>(k);
  p.index_bytes = is_narrow ? 2 : 4;
  return kAllWell;
}

/// An integer that orders as the element does.
template <class T>
T order_of(const Unaligned<T>& element) {
  return element;
}
struct Float {
  uint8_t bytes[4];
};
/// Both zeros are equal.
int32_t order_of(const Float& element) {
  const auto bits = load<int32_t>(element.bytes);
  return bits < 0 ? INT32_MIN - bits : bits;
}

/// Index of the element that follows number `after` in descending order; -1: of the first one.
template <class T>
int32_t next_of(const T* row, uint32_t extent, int32_t after) {
  int32_t best = -1;
  for (uint32_t i = 0; i < extent; ++i) {
    const auto x = order_of(row[i]);
    if (after >= 0) {
      const auto limit = order_of(row[after]);
      if (x > limit || (x == limit && static_cast<int32_t>(i) <= after)) continue;
    }
    if (best < 0 || x > order_of(row[best])) best = static_cast<int32_t>(i);
  }
  return best;
}

template <class T>
CheckNumber run(const RunContext& context) {
  const auto& p = context.params<Params>();
  const auto* row = context.input<T>(0);
  auto* values = context.output<T>(0);
  auto* indices = context.output<uint8_t>(1);
  for (uint32_t r = 0; r < p.rows; ++r, row += p.extent) {
    int32_t at = -1;
    for (uint32_t k = 0; k < p.k; ++k) {
      at = next_of(row, p.extent, at);
      *values++ = row[at];
      __builtin_memcpy(indices, &at, p.index_bytes);
      indices += p.index_bytes;
    }
  }
  return kAllWell;
}

constexpr OpDef entry(TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {48, type, TensorType::None, type, 0, sizeof(Params), prepare, run};
}

}  // namespace

namespace ops {
const OpDef topk_v2_f32 = entry(TensorType::Float32, run<Float>);
const OpDef topk_v2_s8 = entry(TensorType::Int8, run<Unaligned<int8_t>>);
const OpDef topk_v2_s16 = entry(TensorType::Int16, run<Unaligned<int16_t>>);
const OpDef topk_v2_s32 = entry(TensorType::Int32, run<Unaligned<int32_t>>);
const OpDef topk_v2_s64 = entry(TensorType::Int64, run<Unaligned<int64_t>>);
}  // namespace ops
namespace run {
MOTE_RUN(topk_v2_f32)
MOTE_RUN(topk_v2_s8)
MOTE_RUN(topk_v2_s16)
MOTE_RUN(topk_v2_s32)
MOTE_RUN(topk_v2_s64)
}  // namespace run
}  // namespace mote
