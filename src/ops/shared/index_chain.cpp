// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/index_chain.h"

#include "ops/shared/index_list.h"

namespace mote {
namespace {

constexpr uint32_t kMostHops = 32;
constexpr uint32_t kConcatenation = 2, kReshape = 22, kGather = 36, kSqueeze = 43,
                   kStridedSlice = 45, kCast = 53, kExpandDims = 70, kShape = 77, kPack = 83,
                   kRank = 110;

/// An element on its way back to where its value is known.
struct Trail {
  format::TensorView tensor;
  uint32_t i = 0;
  bool is_known = false;
  int32_t value = 0;

  bool to(const format::TensorView& source, uint32_t element) {
    tensor = source;
    i = element;
    return true;
  }
  bool ends(int32_t known) {
    is_known = true;
    value = known;
    return true;
  }
};

bool is_index_type(const format::TensorView& tensor) {
  return tensor && (tensor.type() == TensorType::Int32 || tensor.type() == TensorType::Int64);
}

bool constant_index(const format::TensorView& tensor, uint32_t i, int32_t& value) {
  if (!is_index_type(tensor) || !tensor.is_constant() || i >= tensor.elements()) return false;
  value = index_at(tensor.constant_bytes(), tensor.type() == TensorType::Int64, i);
  return true;
}

format::TensorView sized(format::TensorView tensor, uint32_t i) {
  return tensor && i < tensor.elements() ? tensor : format::TensorView();
}

/// Of a vector, with constant bounds; only the masks of begin, end and shrinking.
bool through_slice(const OpView& op, const format::Table& options, Trail& trail) {
  const format::TensorView from = op.input(0);
  int32_t begin = 0;
  int32_t stride = 1;
  if (from.rank() != 1 || !constant_index(op.input(1), 0, begin) ||
      !constant_index(op.input(3), 0, stride)) {
    return false;
  }
  constexpr uint32_t kBeginMask = 0, kEllipsisMask = 2, kNewAxisMask = 3;
  if (options.scalar<uint32_t>(kEllipsisMask, 0) != 0 ||
      options.scalar<uint32_t>(kNewAxisMask, 0) != 0) {
    return false;
  }
  const auto count = static_cast<int64_t>(from.elements());
  int64_t first = begin < 0 ? begin + count : begin;
  if (options.scalar<uint32_t>(kBeginMask, 0) != 0) first = stride > 0 ? 0 : count - 1;
  const int64_t at = first + int64_t{stride} * trail.i;
  return at >= 0 && at < count && trail.to(from, static_cast<uint32_t>(at));
}

/// Parts of a vector one after another.
bool through_join(const OpView& op, Trail& trail) {
  uint32_t i = trail.i;
  constexpr uint32_t kMostParts = 64;
  for (uint32_t k = 0; k < op.input_count() && k < kMostParts; ++k) {
    const format::TensorView part = op.input(k);
    if (!part || part.rank() > 1) return false;
    const uint32_t count = part.elements();
    if (i < count) return trail.to(part, i);
    i -= count;
  }
  return false;
}

/// One operator back.
bool step_back(const format::SubgraphView& graph, format::Table table, Trail& trail) {
  const OpView op(graph, table);
  const format::TensorView from = op.input(0);
  if (!from) return false;
  const format::Table options = table.table(format::OperatorField::BuiltinOptions);
  switch (graph.builtin_code(table)) {
    case kShape: return trail.i < from.rank() && trail.ends(from.dim(trail.i));
    case kRank: return trail.ends(static_cast<int32_t>(from.rank()));
    case kCast:
    case kReshape:
    case kSqueeze:
    case kExpandDims: return trail.to(from, trail.i);
    case kPack:
    case kConcatenation: return through_join(op, trail);
    case kStridedSlice: return through_slice(op, options, trail);
    case kGather: {
      int32_t index = 0;
      return from.rank() == 1 && constant_index(op.input(1), trail.i, index) && index >= 0 &&
             trail.to(from, static_cast<uint32_t>(index));
    }
    default: return false;
  }
}

/// The operator that writes a tensor to its first output; the empty table if there is none.
format::Table writer_of(const format::SubgraphView& graph, uint32_t tensor) {
  for (uint32_t i = 0; i < graph.operator_count(); ++i) {
    const format::Table op = graph.operator_at(i);
    const format::Vector outputs = op.vector(format::OperatorField::Outputs);
    if (outputs.count() != 0 && outputs.at<uint32_t>(0) == tensor) return op;
  }
  return {};
}

}  // namespace

bool known_index(const format::SubgraphView& graph, format::TensorView tensor, uint32_t i,
                 int32_t& value) {
  Trail trail;
  trail.to(tensor, i);
  for (uint32_t hops = 0; hops < kMostHops; ++hops) {
    if (!is_index_type(sized(trail.tensor, trail.i))) return false;
    if (constant_index(trail.tensor, trail.i, value)) return true;
    const format::Table writer = writer_of(graph, trail.tensor.index());
    if (!writer || !step_back(graph, writer, trail)) return false;
    value = trail.value;
    if (trail.is_known) return true;
  }
  return false;
}

}  // namespace mote
