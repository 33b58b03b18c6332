// SPDX-License-Identifier: Apache-2.0
// Tensors of which compiled code holds a few rows at a time, where a chain of operators runs by rows.
#pragma once

#include <stdint.h>

#include "base/row_range.h"

namespace mote::compiled {

/// Rows [first, end) of a tensor, one after the other. What memory there must be is planned.
class RowBuffer {
 public:
  RowBuffer(void* memory, int32_t row_bytes, int32_t end = 0)
      : memory_(static_cast<uint8_t*>(memory)), row_bytes_(row_bytes), end_(end) {}

  int32_t end() const { return end_; }
  /// A row that is there, or the one that comes next.
  template <class T>
  T* row(int32_t i) const {
    return reinterpret_cast<T*>(memory_ + (i - first_) * row_bytes_);
  }
  /// Rows up to `end` have been written.
  void grow_to(int32_t end) { end_ = end; }
  /// Nothing reads the rows before `row` any more: those that stay move to the start.
  void drop_before(int32_t row) {
    if (row > end_) row = end_;
    if (row <= first_) return;
    __builtin_memmove(memory_, this->row<uint8_t>(row),
                      static_cast<uint32_t>((end_ - row) * row_bytes_));
    first_ = row;
  }

 private:
  uint8_t* memory_;
  int32_t row_bytes_;
  int32_t first_ = 0, end_;
};

constexpr int32_t lesser(int32_t a, int32_t b) { return a < b ? a : b; }

/// How far a step is to come by a turn: per_turn * turn + ahead rows, at most `most`.
constexpr int32_t rows_by(int32_t turn, int32_t per_turn, int32_t ahead, int32_t most) {
  const int32_t rows = per_turn * turn + ahead;
  return rows < most ? rows : most;
}

}  // namespace mote::compiled
