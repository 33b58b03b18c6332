// SPDX-License-Identifier: Apache-2.0
// Index tensors that are data: read when the operator runs, 16, 32 or 64 bits an element.
#pragma once

#include "base/bytes.h"
#include "ops/shared/index_list.h"

namespace mote {

/// Bytes of an index of that type; 0 if indices do not have it.
constexpr uint32_t index_bytes(TensorType type) {
  if (type == TensorType::Int16) return 2;
  if (type == TensorType::Int32) return 4;
  return type == TensorType::Int64 ? 8 : 0;
}

/// Saturated to 32 bits.
inline int32_t data_index(const uint8_t* elements, uint32_t bytes, uint32_t i) {
  return bytes == 2 ? load<int16_t>(elements + 2 * i) : index_at(elements, bytes == 8, i);
}

/// One comparison for both ends.
constexpr bool is_index(int32_t value, uint32_t extent) {
  return static_cast<uint32_t>(value) < extent;  // extents are below 2^31
}

}  // namespace mote
