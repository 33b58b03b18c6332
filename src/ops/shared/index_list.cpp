// SPDX-License-Identifier: Apache-2.0
#include "ops/shared/index_list.h"

#include "base/bytes.h"
#include "ops/shared/checks.h"
#include "ops/shared/index_chain.h"

namespace mote {

int32_t index_at(const uint8_t* elements, bool is_64_bits, uint32_t i) {
  if (!is_64_bits) return load<int32_t>(elements + 4 * i);
  const auto wide = load<int64_t>(elements + 8 * i);
  if (wide > INT32_MAX) return INT32_MAX;
  return wide < INT32_MIN ? INT32_MIN : static_cast<int32_t>(wide);
}

namespace {

CheckNumber read(PrepareContext& context, TensorSlot slot, uint32_t least, uint32_t most,
                 uint32_t most_rank, IndexList& list) {
  const format::TensorView tensor = context.at(slot);
  const bool is_64_bits = tensor.type() == TensorType::Int64;
  if (!is_64_bits && tensor.type() != TensorType::Int32) return context.refuse(check::Type, slot);
  list.count = tensor.elements();
  if (tensor.rank() > most_rank || list.count < least || list.count > most ||
      list.count > IndexList::kMost) {
    return context.refuse(check::Shape, slot);
  }
  for (uint32_t i = 0; i < list.count; ++i) {
    if (!known_index(context.graph(), tensor, i, list.values[i])) {
      return context.refuse(check::NotConstant, slot);
    }
  }
  return kAllWell;
}

}  // namespace

CheckNumber read_indices(PrepareContext& context, TensorSlot slot, uint32_t least, uint32_t most,
                         IndexList& list) {
  return read(context, slot, least, most, 2, list);
}

bool wrap_axis(int32_t value, uint32_t rank, uint32_t& axis) {
  const auto count = static_cast<int32_t>(rank);
  if (value < -count || value >= count) return false;
  axis = static_cast<uint32_t>(value < 0 ? value + count : value);
  return true;
}

CheckNumber read_axis(PrepareContext& context, TensorSlot slot, uint32_t rank, uint32_t& axis) {
  IndexList list{};
  if (const CheckNumber bad = read(context, slot, 1, 1, format::kMaxRank, list)) return bad;
  return wrap_axis(list.values[0], rank, axis) ? kAllWell : context.refuse(check::Axis, slot);
}

}  // namespace mote
