// SPDX-License-Identifier: Apache-2.0
// A band: steps that run in turns, each for a few rows of its output, so that the tensors between them
// are never there as a whole. Nothing is computed twice: rows that the next turn needs again stay in a
// buffer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "plan/best_plan.h"
#include "rows/geometry.h"

namespace mote::compiler {

/// What a band needs to know of a step that can run by rows.
struct RowStep {
  uint32_t step;
  RowGeometry geometry;
  struct Operand {
    uint32_t record;  ///< see Layout
    uint32_t row_bytes;
  };
  std::vector<Operand> inputs;  ///< what it reads by rows
  Operand output;
  uint32_t row_elements = 0;  ///< of the output
  uint64_t call_cost = 0;     ///< instructions that a call takes beside its rows, about
};

/// A tensor that a band works on.
struct BandBuffer {
  enum Kind : uint8_t {
    kWhole,  ///< from before the band, or its output: all rows are in memory
    kRows,   ///< only within the band
    kFed     ///< the model's input, given row by row
  };
  uint32_t record;
  Kind kind;
  int32_t height;
  uint32_t row_bytes;
  int32_t rows;  ///< most that are there at once; kWhole: all
  // Rows that are there after turn t, counted from 1: min(most, per_turn * t + ahead). kRows, kFed and
  // the band's output.
  int32_t per_turn = 0, ahead = 0, most = 0;
  std::vector<uint32_t> readers;  ///< indices of steps of the band
  uint32_t bytes() const { return static_cast<uint32_t>(rows) * row_bytes; }
};

struct Band {
  uint32_t first_step, last_step;
  int32_t turns;
  std::vector<RowStep> steps;
  std::vector<BandBuffer> buffers;
  std::vector<std::vector<uint32_t>> inputs;  ///< of each step: indices of buffers
  std::vector<uint32_t> outputs;              ///< of each step
  /// How its output may lie over what it reads last.
  std::vector<Overlap> overlaps;
  uint64_t moved_bytes = 0;  ///< of rows that stay, in all turns
  uint64_t calls = 0;
  uint64_t cost = 0;  ///< instructions beside those of the steps as a whole, about

  const BandBuffer& output() const { return buffers[outputs.back()]; }
};

/// A tensor as the steps outside see it.
struct RecordUse {
  uint32_t bytes;
  uint16_t first_time, last_time;  ///< a step's time is its number plus 1
  uint32_t tensors;                ///< that share its memory
  bool is_kept;                    ///< part of the state, or not in the planned memory
};

/// The band of `steps`, which follow each other, with `rows` rows of the last one's output a turn.
/// `fed`: record of the input that is given row by row, or -1; its use begins when the first step reads
/// it. Nothing if they cannot run so: another step reads what is between them or the rows that are
/// given, or their strides do not match.
std::optional<Band> make_band(const std::vector<RowStep>& steps, const std::vector<RecordUse>& uses,
                              int32_t rows, int64_t fed = -1);

}  // namespace mote::compiler
