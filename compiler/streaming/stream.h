// SPDX-License-Identifier: Apache-2.0
// A model over a window of time that slides: from one run to the next only the newest rows of each
// tensor are made, and of the older ones those are kept that the next step still reads.
//
// Where no step pads along time, row r of a tensor after a move of the window by `hop` rows is what row
// r + hop was before. So a tensor "rolls" if it is the input, or is made by rows from tensors that roll.
// All other steps run as a whole, on tensors of which all rows are kept.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rows/band.h"

namespace mote::compiler {

/// A tensor that rolls.
struct StreamTensor {
  int32_t height;  ///< of the whole tensor
  uint32_t row_bytes;
  int32_t stride;     ///< rows of the input from row to row
  int32_t fresh = 0;  ///< rows that each run makes
  int32_t rows = 0;   ///< in memory: the newest ones
  int32_t kept() const { return rows - fresh; }
  uint32_t bytes() const { return static_cast<uint32_t>(rows) * row_bytes; }
};

/// A step that makes the newest rows only.
struct StreamStep {
  RowGeometry geometry;
  uint32_t output;                        ///< record
  std::map<uint32_t, int32_t> first_row;  ///< by record: of its rows in memory, the first one read
  RowRange range;                         ///< for rows_of()
};

struct Stream {
  uint32_t input = 0;                        ///< record
  int32_t hop = 0;                           ///< rows of the input that each run takes
  int32_t runs_to_fill = 0;                  ///< after so many the window is full
  std::map<uint32_t, StreamTensor> tensors;  ///< by record
  std::map<uint32_t, StreamStep> steps;      ///< by step
  uint32_t state_bytes = 0;                  ///< of the rows that are kept
};

/// One step as streaming sees it, in order.
struct StreamItem {
  std::optional<RowStep> rows;
  std::vector<uint32_t> inputs, outputs;  ///< records of all operands
  /// Its output is its input with another shape but as many rows.
  bool is_reshape = false;
};

/// `input`: record and rows of the model's input; `outputs`: records of its outputs. `hop`: 0 for the
/// least that all strides allow. Returns what keeps the model from streaming; empty: nothing.
std::string make_stream(const std::vector<StreamItem>& steps, uint32_t input, int32_t height,
                        uint32_t row_bytes, const std::vector<uint32_t>& outputs, int32_t hop,
                        Stream& stream);

}  // namespace mote::compiler
