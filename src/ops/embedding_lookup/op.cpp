// SPDX-License-Identifier: Apache-2.0
// EMBEDDING_LOOKUP: rows of a table, as they are or as real numbers.
// Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_data.h"

namespace mote {
namespace {

struct Params {
  uint32_t count;  ///< of rows to look up
  uint32_t rows;   ///< of the table
  uint32_t row;    ///< elements of one
  uint32_t scale_bits;
};

CheckNumber fold(PrepareContext& context, Params& p) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  const format::TensorView ids = context.input(0);
  const format::TensorView table = context.input(1);
  if (ids.rank() != 1) return context.refuse(check::Rank, input_slot(0));
  if (table.rank() < 2) return context.refuse(check::Rank, input_slot(1));
  if (table.elements() == 0) return context.refuse(check::Empty, input_slot(1));
  Dims dims;
  dims.add(ids.dim(0));
  dims.add(table, 1, table.rank());
  if (const CheckNumber bad = check_dims(context, output_slot(0), dims)) return bad;
  p.count = ids.elements();
  p.rows = static_cast<uint32_t>(table.dim(0));
  p.row = table.elements() / p.rows;
  if (!ids.is_constant()) return kAllWell;
  for (uint32_t i = 0; i < p.count; ++i) {
    if (!is_index(load<int32_t>(ids.constant_bytes() + 4 * i), p.rows)) {
      return context.refuse(check::Bounds, input_slot(0));
    }
  }
  return kAllWell;
}

CheckNumber prepare_same(PrepareContext& context) {
  if (const CheckNumber bad = fold(context, context.params<Params>())) return bad;
  return check::same_scale(context, input_slot(1), output_slot(0));
}

CheckNumber prepare_s8_f32(PrepareContext& context) {
  auto& p = context.params<Params>();
  if (const CheckNumber bad = fold(context, p)) return bad;
  if (const CheckNumber bad = check::per_tensor(context, input_slot(1))) return bad;
  const format::TensorView table = context.input(1);
  p.scale_bits = table.scale_bits();
  return table.zero_point() == 0 ? kAllWell : context.refuse(check::FilterZeroPoint, input_slot(1));
}

/// Calls take(first element of the row, the output's) for each row to look up.
template <class T, class R, class Take>
CheckNumber run_rows(const RunContext& context, Take take) {
  const auto& p = context.params<Params>();
  const auto* ids = context.input<Unaligned<int32_t>>(0);
  const auto* table = context.input<T>(1);
  auto* output = context.output<R>(0);
  for (uint32_t i = 0; i < p.count; ++i, output += p.row) {
    const int32_t id = ids[i];
    if (!is_index(id, p.rows)) return check::DataIndex;
    take(table + static_cast<uint32_t>(id) * p.row, output);
  }
  return kAllWell;
}

template <class T>
CheckNumber run_same(const RunContext& context) {
  const uint32_t bytes = context.params<Params>().row * sizeof(T);
  return run_rows<Unaligned<T>, T>(
      context, [bytes](const Unaligned<T>* from, T* to) { __builtin_memcpy(to, from, bytes); });
}

CheckNumber run_s8_f32(const RunContext& context) {
  const auto& p = context.params<Params>();
  float scale = 0;
  __builtin_memcpy(&scale, &p.scale_bits, sizeof(scale));
  return run_rows<int8_t, float>(context, [&](const int8_t* from, float* to) {
    for (uint32_t k = 0; k < p.row; ++k) to[k] = static_cast<float>(from[k]) * scale;
  });
}

constexpr OpDef entry(TensorType table, TensorType output, CheckNumber (*prepare)(PrepareContext&),
                      CheckNumber (*run)(const RunContext&)) {
  return {7, TensorType::Int32, table, output, 0, sizeof(Params), prepare, run};
}
constexpr TensorType kF32 = TensorType::Float32;
constexpr TensorType kS8 = TensorType::Int8;

}  // namespace

namespace ops {
const OpDef embedding_lookup_f32 = entry(kF32, kF32, prepare_same, run_same<float>);
const OpDef embedding_lookup_s8 = entry(kS8, kS8, prepare_same, run_same<int8_t>);
const OpDef embedding_lookup_s8_f32 = entry(kS8, kF32, prepare_s8_f32, run_s8_f32);
}  // namespace ops
namespace run {
MOTE_RUN(embedding_lookup_f32)
MOTE_RUN(embedding_lookup_s8)
MOTE_RUN(embedding_lookup_s8_f32)
}  // namespace run
}  // namespace mote
