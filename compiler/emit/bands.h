// SPDX-License-Identifier: Apache-2.0
// Steps of a program that run by rows (compiler/rows): which ones, so that it fits into the memory that
// there is, and their statements.
#pragma once

#include <optional>
#include <string>

#include "emit/control_flow.h"
#include "rows/schedule.h"

namespace mote::compiler {

/// What the compiler is told about memory.
struct MemoryOptions {
  uint32_t ram_bytes = 0;     ///< of the arena, at most; 0: whatever the steps need one by one
  bool least = false;         ///< as few bytes as can be, at any cost
  int32_t rows_per_turn = 0;  ///< all chains that can run by rows do, so many rows a turn
  bool overlap = true;        ///< outputs may lie over inputs as far as kernels allow
  /// The input is a window of time that slides along axis 1. Not with regions or a shared arena.
  bool streaming = false;
  int32_t hop = 0;             ///< rows that it moves by; 0: as few as the strides allow
  bool input_by_rows = false;  ///< the model's first input is read row by row while it runs
};

struct RowsChosen {
  bool fits = true;
  bool feeds_input = false;  ///< the input is read row by row
  uint32_t least_bytes = 0;  ///< if it does not fit: what would
  std::string refusal;       ///< why it cannot be streamed
};

/// Packs what kernels need, chooses bands and plans. Their steps have no writers yet.
RowsChosen plan_in(Program& program, const Paddings& paddings, SourceText& text,
                   const MemoryOptions& options);

/// How a step runs by rows, if it can.
std::optional<RowStep> row_step(Program& program, StepWriter& writer);

/// The band that begins at a step, or nullptr.
const Band* band_at(const SourceText& text, uint32_t step);
/// A step that runs from its last row upwards.
void write_downward(StepWriter& writer, SourceText& text);
void write_band(Program& program, const Paddings& paddings, SourceText& text, const Band& band);

}  // namespace mote::compiler
