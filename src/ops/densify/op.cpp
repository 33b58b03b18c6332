// SPDX-License-Identifier: Apache-2.0
#include "mote/ops.h"
#include "ops/densify/densify.h"
#include "ops/shared/checks.h"

namespace mote {
namespace check {
#define MOTE_CHECK(name, number, sentence, advice) constexpr CheckNumber name = number;
#include "ops/densify/checks.inc"
#undef MOTE_CHECK
}  // namespace check

namespace {

using format::DimensionField;
using format::SparsityField;
using format::Table;
using format::TensorView;
using format::Vector;

enum Format : uint8_t { kDense, kCompressed };

/// Segments or indices; no elements: missing or of an unknown type.
struct IndexVector {
  const uint8_t* elements = nullptr;
  uint32_t count = 0;
  uint8_t element_bytes = 0;

  /// What is negative in a file becomes too large.
  uint32_t at(uint32_t i) const { return sparse_number(elements, element_bytes, i); }
};

IndexVector index_vector(Table level, uint32_t type_field, uint32_t field) {
  const uint32_t kind = level.scalar<uint8_t>(type_field, format::kNoIndexVector);
  const Table table = level.table(field);
  if (!table || kind == format::kNoIndexVector || kind > format::kUint8Vector) return {};
  const Vector vector = table.vector(format::IndexVectorField::Values);
  return {vector.elements(), vector.count(), static_cast<uint8_t>(8U >> kind)};
}

/// A sparse tensor as it stands in the file, and its dimensions: first those of the shape, then
/// those of the blocks.
struct Encoding {
  TensorView tensor;
  Table sparsity;
  Vector order, block_map;
  uint32_t rank, level_count;
  uint8_t level_of[kMostSparseLevels];  ///< [dimension]
  struct {
    uint32_t extent, stride;
  } dimensions[kMostSparseLevels];

  Table level(uint32_t i) const { return sparsity.table_in(SparsityField::Dimensions, i); }
  static uint32_t format(Table level) {
    return level.scalar<uint8_t>(DimensionField::Format, kDense);
  }
  static uint32_t dense_size(Table level) {
    return level.scalar<uint32_t>(DimensionField::DenseSize, 0);
  }
};

constexpr TensorSlot kInput = input_slot(0);

/// The order is one of the dimensions of the shape, then one of those of the blocks.
CheckNumber read_order(Encoding& e) {
  if (e.block_map.count() > e.rank) return check::BlockMap;
  e.level_count = e.rank + e.block_map.count();
  if (e.order.count() != e.level_count) return check::TraversalOrder;
  if (e.sparsity.count(SparsityField::Dimensions) != e.level_count) return check::LevelCount;
  uint32_t seen = 0;
  for (uint32_t i = 0; i < e.level_count; ++i) {
    const auto dimension = e.order.at<uint32_t>(i);
    if (dimension >= e.level_count || (dimension < e.rank) != (i < e.rank) ||
        (seen >> dimension & 1) != 0) {
      return check::TraversalOrder;
    }
    seen |= 1U << dimension;
    e.level_of[dimension] = static_cast<uint8_t>(i);
  }
  return kAllWell;
}

/// A block takes the low part of its dimension's index.
CheckNumber read_blocks(Encoding& e, uint32_t element_bytes) {
  for (uint32_t axis = e.rank, stride = element_bytes; axis-- > 0;) {
    const auto extent = static_cast<uint32_t>(e.tensor.dim(axis));
    e.dimensions[axis] = {extent, stride};
    stride *= extent;
  }
  uint32_t seen = 0;
  for (uint32_t i = 0; i < e.block_map.count(); ++i) {
    const auto axis = e.block_map.at<uint32_t>(i);
    if (axis >= e.rank || (seen >> axis & 1) != 0) return check::BlockMap;
    seen |= 1U << axis;
    const Table level = e.level(e.level_of[e.rank + i]);
    if (Encoding::format(level) != kDense) return check::LevelFormat;
    auto& whole = e.dimensions[axis];
    const uint32_t size = Encoding::dense_size(level);
    if (size == 0 || whole.extent % size != 0) return check::BlockSize;
    e.dimensions[e.rank + i] = {size, whole.stride};
    whole = {whole.extent / size, whole.stride * size};
  }
  return kAllWell;
}

/// `positions`: of the level above; becomes those of this one.
CheckNumber read_compressed(const TensorView& tensor, Table table, SparseLevel& level,
                            uint32_t& positions) {
  const IndexVector segments =
      index_vector(table, DimensionField::SegmentsType, DimensionField::Segments);
  const IndexVector indices =
      index_vector(table, DimensionField::IndicesType, DimensionField::Indices);
  if (segments.elements == nullptr || indices.elements == nullptr) return check::IndexVector;
  if (segments.count == 0 || segments.count - 1 != positions) return check::Segments;
  uint32_t last = 0;
  if (segments.at(0) != 0) return check::Segments;
  for (uint32_t i = 1; i <= positions; ++i) {
    const uint32_t next = segments.at(i);
    if (next < last) return check::Segments;
    last = next;
  }
  if (last != indices.count) return check::Segments;
  for (uint32_t i = 0; i < indices.count; ++i) {
    if (indices.at(i) >= level.extent) return check::SparseIndex;
  }
  level.segments_at = tensor.file_offset(segments.elements);
  level.indices_at = tensor.file_offset(indices.elements);
  level.segment_bytes = segments.element_bytes;
  level.index_bytes = indices.element_bytes;
  positions = indices.count;
  return kAllWell;
}

CheckNumber read_levels(const Encoding& e, Densify& p) {
  uint32_t positions = 1;
  for (uint32_t i = 0; i < e.level_count; ++i) {
    const Table table = e.level(i);
    const auto& dimension = e.dimensions[e.order.at<uint32_t>(i)];
    SparseLevel& level = p.levels[i];
    level.extent = dimension.extent;
    level.stride = dimension.stride;
    const uint32_t format = Encoding::format(table);
    if (format > kCompressed) return check::LevelFormat;
    if (format == kCompressed) {
      if (const CheckNumber bad = read_compressed(e.tensor, table, level, positions)) return bad;
      continue;
    }
    if (Encoding::dense_size(table) != level.extent) return check::DenseSize;
    const uint64_t below = uint64_t{positions} * level.extent;
    if (below > e.tensor.elements()) return check::ValueCount;
    positions = static_cast<uint32_t>(below);
  }
  return uint64_t{positions} * p.element_bytes == e.tensor.stored_bytes() ? kAllWell
                                                                          : check::ValueCount;
}

CheckNumber read(const TensorView& tensor, Densify& p) {
  Encoding e{};
  e.tensor = tensor;
  e.sparsity = tensor.sparsity();
  e.order = e.sparsity.vector(SparsityField::TraversalOrder);
  e.block_map = e.sparsity.vector(SparsityField::BlockMap);
  e.rank = tensor.rank();
  if (const CheckNumber bad = read_order(e)) return bad;
  p.level_count = e.level_count;
  if (const CheckNumber bad = read_blocks(e, p.element_bytes)) return bad;
  return read_levels(e, p);
}

CheckNumber prepare(PrepareContext& context) {
  if (const CheckNumber bad = check::counts(context, 1, 1)) return bad;
  if (const CheckNumber bad = check::same_type(context, kInput, output_slot(0))) return bad;
  if (const CheckNumber bad = check::same_shape(context, kInput, output_slot(0))) return bad;
  const TensorView input = context.input(0);
  if (input.rank() == 0) return context.refuse(check::Rank, kInput);
  if (input.elements() == 0) return context.refuse(check::Empty, kInput);
  if (!input.is_sparse()) return context.refuse(check::NotSparse, kInput);
  auto& p = context.params<Densify>();
  p.output_bytes = input.bytes();
  p.element_bytes = bits_per_element(input.type()) / 8;
  const CheckNumber bad = read(input, p);
  return bad == kAllWell ? kAllWell : context.refuse(bad, kInput);
}

CheckNumber run(const RunContext& context) {
  reference::densify(context.params<Densify>(), StepContext::of(context).model(),
                     context.input<uint8_t>(0), context.output<uint8_t>(0));
  return kAllWell;
}

constexpr TensorType kAny = TensorType::None;

}  // namespace

namespace ops {
const OpDef densify_any{124, {kAny, kAny, kAny}, 0, sizeof(Densify), prepare, run};
}  // namespace ops
}  // namespace mote
