// SPDX-License-Identifier: Apache-2.0
// Arena: [steps][place of every tensor][Params of every operator][state: variable tensors, and what
// operators keep from run to run][planned buffers]. Everything in it is a byte offset, never a
// pointer, so that its size and contents are the same on a 64-bit host and on the device. The
// planner's table lies where state and planned buffers will be, and is gone before they are used.
#pragma once

#include <stdint.h>

#include "format/check_numbers.h"
#include "format/stored_plan.h"
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
  Layout(Span<const uint8_t> file, OpList ops, Span<uint8_t> memory)
      : file_(file.data()), graph_(file.data(), {}), ops_(ops), memory_(memory),
        file_bytes_(static_cast<uint32_t>(file.size())) {}

  /// Writes steps, places and params into the memory. All else may be asked after it only.
  Fault run() {
    if (plan()) settle();
    return fault_;
  }
  /// The same where the memory must hold the whole arena.
  Fault run_in_arena() {
    if (plan() && has_room_for(used_bytes_)) settle();
    return fault_;
  }
  /// Both with tensors where the model's own plan has them (format/stored_plan.h).
  Fault run_as_stored() {
    if (plan_as_stored()) settle();
    return fault_;
  }
  Fault run_in_arena_as_stored() {
    if (plan_as_stored() && has_room_for(used_bytes_)) settle();
    return fault_;
  }
  /// The same in two halves: between them place() still gives record numbers.
  bool plan();
  bool plan_as_stored();
  void settle();
  const Fault& fault() const { return fault_; }

  uint32_t missing_bytes() const { return used_bytes_ - static_cast<uint32_t>(memory_.size()); }
  uint32_t used_bytes() const { return used_bytes_; }
  uint32_t persistent_bytes() const { return persistent_bytes_; }
  uint32_t state_bytes() const { return state_bytes_; }
  uint32_t step_count() const { return step_count_; }
  uint32_t place_count() const { return place_count_; }
  const Step& step(uint32_t i) const { return steps_[i]; }
  /// Between plan() and settle(): number of the record, plus 1.
  uint32_t place(uint32_t i) const { return places_[i]; }
  const format::SubgraphView& graph() const { return graph_; }
  /// The planner's table: scratch of each step, then every tensor in use that is not a constant.
  /// Step i runs at time i + 1; inputs are there from time 0.
  Span<const plan::Buffer> buffers() const { return {records_, record_count_}; }
  /// True for a record of the state, whose offset is from the state's start.
  static bool is_kept(const plan::Buffer& record) { return record.first_step == kKept; }

  // For operators that call subgraphs (OpCalls). Each returns false after a fault.

  Step& step(uint32_t i) { return steps_[i]; }
  /// Adds a subgraph's operators as steps before step `at`; where its tensors' places begin.
  bool insert(uint32_t at, uint32_t subgraph, uint32_t& first_place);
  /// True if the step is one of the subgraph's, or stands inside a call made by one.
  bool is_within(uint32_t step, uint32_t subgraph) const;
  /// True if step `j` is a part of the operator whose part 0 is step `i`.
  bool is_part(uint32_t j, uint32_t i) const {
    return steps_[j].op_at == steps_[i].op_at && steps_[j].first_place == steps_[i].first_place;
  }
  /// Adds a part of the operator at step `caller` before step `at`. Until run time its scratch_at
  /// holds where the places of the subgraph begin that the part calls.
  bool insert_part(uint32_t at, uint32_t caller, uint8_t part, uint32_t callee_first_place);
  /// When tensors of a subgraph are read or written. A step's time is its number plus 1.
  struct Moment {
    format::SubgraphView graph;
    uint32_t first_place;
    uint32_t time;
    uint32_t traits;  ///< of the operator
  };
  /// The tensors are read, if `check` is what to refuse one for that nothing has written yet; for
  /// WrittenTwice they are written.
  bool use(const Moment& moment, format::Vector tensors, format::Check check);
  [[gnu::always_inline]] Moment moment_of(uint32_t step) const {
    return {graph_of(step), steps_[step].first_place, step + 1, def_of(step).traits};
  }
  [[gnu::always_inline]] format::Table op_of(uint32_t step) const {
    return format::Table(file_ + steps_[step].op_at);
  }
  format::SubgraphView graph_of(uint32_t step) const {
    return format::SubgraphView::of(file_, steps_[step].subgraph);
  }
  const OpDef& def_of(uint32_t step) const { return *ops_[steps_[step].op_def]; }
  template <class Params>
  Params& params_of(uint32_t step) {
    return *static_cast<Params*>(params_at(step));
  }
  /// Gives a step that many bytes of state.
  void keep(uint32_t step, uint32_t bytes) { keep(records_[step], bytes); }
  const uint8_t* file() const { return file_; }
  uint32_t file_bytes() const { return file_bytes_; }
  bool inconsistent(format::Check check, uint32_t detail) {
    return refuse(Error::ModelInconsistent, static_cast<uint32_t>(check), detail);
  }

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
  /// Writes a subgraph's operators to the free steps from `at` on and counts its tensors.
  void add_steps(uint32_t at, uint32_t subgraph);
  void* params_at(uint32_t step) {
    return memory_.data() + uint32_t{steps_[step].params_at} * kBufferAlignmentBytes;
  }
  /// Looks the operator up in the list; a fault if it is not there.
  bool find(uint32_t step);
  /// All that is known before operators are prepared.
  bool learn();
  /// All steps, and the bytes of everything that lives as long as the interpreter.
  bool expand();
  bool find_lifetimes();
  bool follow(uint32_t step);
  /// The record of a tensor, made when it is first met; nullptr for a constant.
  plan::Buffer* touch(uint32_t first_place, const format::TensorView& tensor);
  bool use_tensor(const Moment& moment, const format::TensorView& tensor, format::Check check);
  bool prepare();
  /// Counts the planned buffers in; a fault if they are too many bytes.
  bool add_planned(uint32_t bytes);
  /// Gives the records of tensors the offsets that the model's plan has for them.
  bool take_stored_offsets();
  bool take_stored_offsets(const format::StoredPlan& plan, uint32_t subgraph, uint32_t first_place);
  bool stored_places_are_apart();
  /// Lets an operator write over the input, if it is the last to read it and no stored plan wants the
  /// two apart.
  void share(uint32_t step, const format::TensorView& from, const format::TensorView& to);
  void keep(plan::Buffer& record, uint32_t bytes);
  uint32_t place_of(const plan::Buffer& record) const;

  static constexpr uint16_t kUnwritten = 0xFFFF;
  static constexpr uint16_t kKept = 0xFFFE;  ///< as first step: part of the state

  const uint8_t* file_;
  format::SubgraphView graph_;
  OpList ops_;
  Span<uint8_t> memory_;
  uint32_t file_bytes_;
  uint32_t step_count_ = 0;
  uint32_t place_count_ = 0;
  uint32_t persistent_bytes_ = 0;
  uint32_t state_bytes_ = 0;
  uint32_t record_count_ = 0;
  uint32_t most_records_ = 0;
  uint32_t used_bytes_ = 0;
  uint16_t params_at_ = 0;           ///< of the first step, in units of kBufferAlignmentBytes
  uint16_t op_index_ = kNoOperator;  ///< step that is being looked at
  Fault fault_;
  Step* steps_ = nullptr;
  uint32_t* places_ = nullptr;
  plan::Buffer* records_ = nullptr;
};

}  // namespace mote
