// SPDX-License-Identifier: Apache-2.0
// GATHER_ND: slices of a tensor at given positions of its first axes; SCATTER_ND: the sum of such
// slices in a tensor of zeros. Source: TFLite operator semantics.
#include "mote/ops.h"
#include "ops/shared/checks.h"
#include "ops/shared/dims.h"
#include "ops/shared/index_data.h"

namespace mote {
namespace {

/// Positions in the first axes of a tensor, the rest of which are slices.
struct Positions {
  uint32_t extents[format::kMaxRank];
  uint32_t axes;   ///< indices that make a position
  uint32_t count;  ///< of positions
  uint32_t slice;  ///< elements of a slice
  uint32_t index_bytes;
  uint32_t whole_bytes;  ///< of SCATTER_ND's output

  /// Index of the slice at position i.
  bool at(const uint8_t* indices, uint32_t i, uint32_t& slice_index) const {
    slice_index = 0;
    for (uint32_t axis = 0; axis < axes; ++axis) {
      const int32_t index = data_index(indices, index_bytes, i * axes + axis);
      if (!is_index(index, extents[axis])) return false;
      slice_index = slice_index * extents[axis] + static_cast<uint32_t>(index);
    }
    return true;
  }
};

/// `slot`: the indices into `whole`. `slices` must have their dimensions but the last, and then
/// those of a slice.
CheckNumber fold(PrepareContext& context, TensorSlot slot, TensorSlot whole_slot, TensorSlot slices,
                 Positions& p) {
  const format::TensorView indices = context.at(slot);
  const format::TensorView whole = context.at(whole_slot);
  p.index_bytes = index_bytes(indices.type());
  if (p.index_bytes == 0) return context.refuse(check::Type, slot);
  if (indices.rank() == 0) return context.refuse(check::Rank, slot);
  if (indices.elements() == 0) return context.refuse(check::Empty, slot);
  if (whole.elements() == 0) return context.refuse(check::Empty, whole_slot);
  p.axes = static_cast<uint32_t>(indices.dim(indices.rank() - 1));
  if (p.axes > whole.rank()) return context.refuse(check::Shape, slot);
  Dims dims;
  dims.add(indices, 0, indices.rank() - 1);
  dims.add(whole, p.axes, whole.rank());
  if (const CheckNumber bad = check_dims(context, slices, dims)) return bad;
  p.count = indices.elements() / p.axes;
  p.slice = context.at(slices).elements() / p.count;
  for (uint32_t i = 0; i < p.axes; ++i) p.extents[i] = static_cast<uint32_t>(whole.dim(i));
  if (!indices.is_constant()) return kAllWell;
  for (uint32_t i = 0; i < p.count; ++i) {
    uint32_t unused = 0;
    if (!p.at(indices.constant_bytes(), i, unused)) return context.refuse(check::Bounds, slot);
  }
  return kAllWell;
}

CheckNumber prepare_gather(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 2, 2)) return bad;
  if (const CheckNumber bad = check::same_type(context, input_slot(0), output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(0), output_slot(0))) return bad;
  auto& p = context.params<Positions>();
  if (const CheckNumber bad = fold(context, input_slot(1), input_slot(0), output_slot(0), p)) {
    return bad;
  }
  p.slice *= bits_per_element(context.input(0).type()) / 8;
  return kAllWell;
}

/// Slices are counted in bytes here.
CheckNumber run_gather(const RunContext& context) {
  const auto& p = context.params<Positions>();
  const auto* from = context.input<uint8_t>(0);
  const auto* indices = context.input<uint8_t>(1);
  auto* to = context.output<uint8_t>(0);
  for (uint32_t i = 0; i < p.count; ++i, to += p.slice) {
    uint32_t slice_index = 0;
    if (!p.at(indices, i, slice_index)) return check::DataIndex;
    __builtin_memcpy(to, from + slice_index * p.slice, p.slice);
  }
  return kAllWell;
}

CheckNumber prepare_scatter(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 3, 3)) return bad;
  if (const CheckNumber bad = check::same_scale(context, input_slot(1), output_slot(0))) return bad;
  const format::TensorView output = context.output(0);
  IndexList shape;
  const uint32_t rank = output.rank();
  if (const CheckNumber bad = read_indices(context, input_slot(2), rank, rank, shape)) return bad;
  for (uint32_t i = 0; i < rank; ++i) {
    if (shape.values[i] != output.dim(i)) return context.refuse(check::Shape, output_slot(0));
  }
  auto& p = context.params<Positions>();
  p.whole_bytes = output.bytes();
  return fold(context, input_slot(0), output_slot(0), input_slot(1), p);
}

/// Integers wrap around: A is their unsigned type.
template <class T, class A>
struct Sum {
  using Element = T;
  static T of(T a, T b) { return static_cast<T>(static_cast<A>(a) + static_cast<A>(b)); }
};
struct Or {
  using Element = uint8_t;
  static uint8_t of(uint8_t a, uint8_t b) { return (a | b) != 0 ? 1 : 0; }
};

template <class Add>
CheckNumber run_scatter(const RunContext& context) {
  using T = typename Add::Element;
  const auto& p = context.params<Positions>();
  const auto* indices = context.input<uint8_t>(0);
  const auto* updates = context.input<Unaligned<T>>(1);
  auto* output = context.output<T>(0);
  __builtin_memset(output, 0, p.whole_bytes);
  for (uint32_t i = 0; i < p.count; ++i, updates += p.slice) {
    uint32_t slice_index = 0;
    if (!p.at(indices, i, slice_index)) return check::DataIndex;
    T* slice = output + slice_index * p.slice;
    for (uint32_t k = 0; k < p.slice; ++k) slice[k] = Add::of(slice[k], updates[k]);
  }
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;
constexpr OpDef scatter(TensorType type, CheckNumber (*run)(const RunContext&)) {
  return {122, kAny, type, type, 0, sizeof(Positions), prepare_scatter, run};
}

}  // namespace

namespace ops {
const OpDef gather_nd_any{107, kAny, kAny, kAny, 0, sizeof(Positions), prepare_gather, run_gather};
const OpDef scatter_nd_b = scatter(TensorType::Bool, run_scatter<Or>);
const OpDef scatter_nd_f32 = scatter(TensorType::Float32, run_scatter<Sum<float, float>>);
const OpDef scatter_nd_s8 = scatter(TensorType::Int8, run_scatter<Sum<int8_t, uint32_t>>);
const OpDef scatter_nd_s32 = scatter(TensorType::Int32, run_scatter<Sum<int32_t, uint32_t>>);
const OpDef scatter_nd_s64 = scatter(TensorType::Int64, run_scatter<Sum<int64_t, uint64_t>>);
}  // namespace ops
namespace run {
MOTE_RUN(gather_nd_any)
MOTE_RUN(scatter_nd_b)
MOTE_RUN(scatter_nd_f32)
MOTE_RUN(scatter_nd_s8)
MOTE_RUN(scatter_nd_s32)
MOTE_RUN(scatter_nd_s64)
}  // namespace run
}  // namespace mote
