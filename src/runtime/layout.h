// SPDX-License-Identifier: Apache-2.0
// Arena: [steps][place of every tensor][Params of every operator][state: variable tensors, and what
// operators keep from run to run][planned buffers]. Everything in it is a byte offset, never a
// pointer, so that its size and contents are the same on a 64-bit host and on the device. The
// planner's table lies where state and planned buffers will be, and is gone before they are used.
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

/// Lays an arena out. One object, used once; it lives on the stack of create().
class Layout {
 public:
  Layout(const uint8_t* file, OpList ops, Span<uint8_t> memory)
      : file_(file), graph_(format::SubgraphView::of(file, 0)), ops_(ops), memory_(memory) {}

  /// Writes steps, places and params into the memory. All else may be asked after it only.
  Fault run() {
    if (plan()) settle();
    return fault_;
  }
  /// The same in two halves: between them place() still gives record numbers.
  bool plan();
  void settle();
  const Fault& fault() const { return fault_; }

  uint32_t missing_bytes() const { return used_bytes_ - static_cast<uint32_t>(memory_.size()); }
  uint32_t used_bytes() const { return used_bytes_; }
  uint32_t persistent_bytes() const { return persistent_bytes_; }
  uint32_t state_bytes() const { return state_bytes_; }
  uint32_t step_count() const { return step_count_; }
  uint32_t place_count() const { return place_count_; }
  const Step& step(uint32_t i) const { return steps_[i]; }
  uint32_t place(uint32_t i) const { return places_[i]; }
  const format::SubgraphView& graph() const { return graph_; }
  /// The planner's table: scratch of each step, then every tensor in use that is not a constant.
  /// Step i runs at time i + 1; inputs are there from time 0.
  Span<const plan::Buffer> buffers() const { return {records_, record_count_}; }

  // For operators that call subgraphs. Each returns false after a fault.

  /// Adds a subgraph's operators as steps before step `at`; where its tensors' places begin.
  bool insert(uint32_t at, uint32_t subgraph, uint32_t& first_place);
  /// Adds a part of the operator at step `caller` before step `at`.
  bool insert_part(uint32_t at, uint32_t caller, uint16_t part, uint32_t callee_first_place);
  /// A tensor is written, or read, at a step.
  bool write(uint32_t step, uint32_t first_place, const format::TensorView& tensor);
  bool read(uint32_t step, uint32_t first_place, const format::TensorView& tensor);
  format::Table op_of(uint32_t step) const { return format::Table(file_ + steps_[step].op_at); }
  format::SubgraphView graph_of(uint32_t step) const {
    return format::SubgraphView::of(file_, steps_[step].subgraph);
  }
  const uint8_t* file() const { return file_; }
  bool inconsistent(format::Check check, uint32_t detail) {
    return refuse(Error::ModelInconsistent, static_cast<uint32_t>(check), detail);
  }
  bool failed() const { return !fault_.ok(); }

 private:
  bool refuse(Error error, uint32_t check, uint32_t detail) {
    note(error, check, detail);
    return false;
  }
  /// Out of line: refuse() has many callers.
  [[gnu::noinline]] void note(Error error, uint32_t check, uint32_t detail);
  /// False with ArenaTooSmall if the memory holds fewer bytes.
  bool has_room_for(uint32_t bytes);
  bool make_room(uint32_t at, uint32_t count);
  /// The list's entry for an operator; a fault if there is none.
  bool find(uint32_t step);
  /// Calls an operator's prepare.
  bool ask(uint32_t step, PrepareContext::Stage stage);
  /// All steps, and the bytes of everything that lives as long as the interpreter.
  bool expand();
  bool find_lifetimes();
  bool follow(uint32_t step);
  /// The record of a tensor, made when it is first met; nullptr for a constant.
  plan::Buffer* touch(uint32_t first_place, const format::TensorView& tensor);
  bool prepare();
  /// Lets an operator write over the input that it is the last to read, where it says it can.
  void share_in_place();
  /// Gives everything that is kept its place in the state.
  void keep_state();
  uint32_t place_of(const plan::Buffer& record) const;

  static constexpr uint16_t kUnwritten = 0xFFFF;
  static constexpr uint16_t kKept = 0xFFFE;  ///< as first step: part of the state

  const uint8_t* file_;
  format::SubgraphView graph_;
  OpList ops_;
  Span<uint8_t> memory_;
  uint32_t step_count_ = 0;
  uint32_t place_count_ = 0;
  uint32_t persistent_bytes_ = 0;
  uint32_t state_bytes_ = 0;
  uint32_t record_count_ = 0;
  uint32_t most_records_ = 0;
  uint32_t used_bytes_ = 0;
  uint16_t op_index_ = kNoOperator;  ///< step that is being looked at
  uint16_t entry_ = 0;               ///< what find() found
  Fault fault_;
  Step* steps_ = nullptr;
  uint32_t* places_ = nullptr;
  plan::Buffer* records_ = nullptr;
};

}  // namespace mote
