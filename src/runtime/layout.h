// SPDX-License-Identifier: Apache-2.0
// Arena: [Step of every operator][place of every tensor][Params of every operator][state: variable
// tensors, and what operators keep from run to run][planned buffers]. Everything in it is a byte offset, never a pointer, so that its size and contents are
// the same on a 64-bit host and on the device. The planner's table lies where the planned buffers
// will be, and is gone when the first operator runs.
#pragma once

#include <stdint.h>

#include "format/check_numbers.h"
#include "format/views.h"
#include "mote/op_list.h"
#include "mote/span.h"
#include "mote/status.h"
#include "ops/op_def.h"
#include "plan/plan.h"

namespace mote {

/// Boundary of everything in an arena.
constexpr uint32_t kBufferAlignmentBytes = 8;

/// What run_step() needs of an operator.
struct Step {
  uint32_t scratch_at;  ///< bytes from the arena's start
  uint16_t params_at;   ///< units of kBufferAlignmentBytes from the arena's start
  uint16_t op_def;      ///< index in the list
};
static_assert(sizeof(Step) == 8);

/// Lays an arena out. One object, used once; it lives on the stack of create().
class Layout {
 public:
  Layout(const uint8_t* file, OpList ops, Span<uint8_t> memory);

  /// Writes steps, places and params into the memory. All else may be asked after it only.
  Fault run();

  uint32_t missing_bytes() const { return used_bytes_ - static_cast<uint32_t>(memory_.size()); }
  uint32_t used_bytes() const { return used_bytes_; }
  uint32_t persistent_bytes() const { return persistent_bytes_; }
  uint32_t state_bytes() const { return state_bytes_; }
  const format::SubgraphView& graph() const { return graph_; }
  /// The planner's table: scratch of each operator, then every tensor that is not a constant, in
  /// order. Operator i runs at step i + 1; inputs are there from step 0.
  Span<const plan::Buffer> buffers() const { return {records_, record_count_}; }

 private:
  /// Every step returns false after refuse().
  bool lay_out();
  bool refuse(Error error, uint32_t check, uint32_t detail) {
    note(error, check, detail);
    return false;
  }
  /// Out of line: refuse() has many callers.
  [[gnu::noinline]] void note(Error error, uint32_t check, uint32_t detail);
  bool inconsistent(format::Check check, uint32_t detail) {
    return refuse(Error::ModelInconsistent, static_cast<uint32_t>(check), detail);
  }
  /// The list's entry for an operator; a fault if there is none.
  bool find(uint32_t op_index, uint16_t& entry);
  /// Bytes of everything that lives as long as the interpreter, and of the planner's table.
  bool measure();
  /// Step of operator i is i + 1; inputs are written at step 0 and outputs read at the last.
  bool find_lifetimes();
  bool follow(uint32_t op_index);
  bool prepare();
  /// Lets an operator write over the input that it is the last to read, where it says it can.
  void share_in_place();
  /// Gives everything that is kept its place in the state.
  void keep_state();
  uint32_t place_of(const plan::Buffer& record) const;
  /// Turns record numbers into places in the arena.
  void settle();
  plan::Buffer& record_of(uint32_t tensor) { return records_[places_[tensor]]; }

  static constexpr uint16_t kUnwritten = 0xFFFF;
  static constexpr uint16_t kKept = 0xFFFE;  ///< as first step: part of the state

  const uint8_t* file_;
  format::SubgraphView graph_;
  OpList ops_;
  Span<uint8_t> memory_;
  uint32_t tensors_;
  uint32_t operators_;
  uint32_t persistent_bytes_ = 0;
  uint32_t state_bytes_ = 0;
  uint32_t table_bytes_ = 0;
  uint32_t record_count_ = 0;
  uint32_t used_bytes_ = 0;
  uint16_t op_index_ = kNoOperator;  ///< that is being looked at
  Fault fault_;
  Step* steps_ = nullptr;
  uint32_t* places_ = nullptr;
  plan::Buffer* records_ = nullptr;
};

}  // namespace mote
