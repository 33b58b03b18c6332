// SPDX-License-Identifier: Apache-2.0
// Runs a verified model in an arena that the caller owns. No heap, no static state: any number of
// interpreters may live side by side. Not safe to share between threads without a lock.
#pragma once

#include <stdint.h>

#include "mote/model.h"
#include "mote/op_list.h"
#include "mote/span.h"
#include "mote/status.h"
#include "mote/tensor.h"

namespace mote {

/// An arena starts on a multiple of this.
constexpr uint32_t kArenaAlignmentBytes = 16;

struct Step;
class Layout;

/// Where a run stands.
struct Cursor {
  uint16_t next = 0;         ///< step
  uint32_t rounds_left = 0;  ///< of all loops together
};

class Interpreter {
 public:
  /// Arena bytes that create() needs, exactly, on every target. `workspace` is any memory aligned
  /// like an arena, needed only during the call; the arena itself will do. If it is too small for
  /// the planner's table the fault is ArenaTooSmall and says how many bytes the workspace lacks.
  static Result<uint32_t> needed_bytes(const Model& model, OpList ops, Span<uint8_t> workspace);

  /// Prepares every operator and plans the arena. Model, list and arena must outlive the
  /// interpreter; nothing outside the arena is written. On a fault no state is left.
  /// Faults: OperatorMissing, TypeMissing, OperatorRefused, ModelInconsistent (order of
  /// operators), ArenaTooSmall, ArenaMisaligned.
  static Result<Interpreter> create(const Model& model, OpList ops, Span<uint8_t> arena);

  /// The same with tensors where the model's file says: a host has more time to plan than a device
  /// (`mote plan MODEL --write`). The file is not trusted: places that overlap, or are none, are a
  /// fault, ModelInconsistent. What has no place there is planned around it: all, if there is no plan.
  static Result<uint32_t> needed_bytes_as_stored(const Model& model, OpList ops,
                                                 Span<uint8_t> workspace);
  static Result<Interpreter> create_as_stored(const Model& model, OpList ops, Span<uint8_t> arena);

  /// Runs all operators. Inputs may be overwritten; outputs are valid until the next call.
  Fault invoke();

  /// The same a step at a time, for watchdogs and measurements: a step is one operator, or a part
  /// of one that calls subgraphs. Without control flow the steps are the operators in order.
  /// Calls until is_running() is false are one invoke(), with the same bytes. step_work() bounds
  /// how long one takes. Between steps the memory of inputs belongs to the run: what is written
  /// there is seen by the steps to come, or spoils a tensor that has taken its place.
  Fault invoke_step();
  /// True from the first step of a run to its last one or a fault: outputs are not there yet.
  bool is_running() const { return cursor_.next != 0; }
  /// Gives up the run that is under way; the next step is the first. What it wrote to variables
  /// and other state stays: see reset().
  void cancel_run() { cursor_.next = 0; }
  /// The step that invoke_step() takes next; 0 after the last and after a fault.
  uint16_t next_step() const { return cursor_.next; }
  uint16_t step_count() const { return step_count_; }
  /// Rounds that all loops of one run may take together; beyond, DataRefused.
  void set_loop_limit(uint32_t rounds) { loop_limit_ = rounds; }
  /// Most turns of innermost loops that a step takes, whatever the data: for a convolution its
  /// multiply-accumulates. Saturated; 0 beyond the last step.
  uint32_t step_work(uint16_t step) const;
  /// Faults with TooMuchWork, naming the step, if one takes more than `most_of_step`, or a whole run
  /// more than `most_of_run`. Steps inside loops count once for each round that the limit allows.
  Fault check_work(uint32_t most_of_step, uint64_t most_of_run) const;

  /// Forgets everything earlier runs left: variables go back to their first values, and so does
  /// what operators remember.
  void reset();
  /// All that a run leaves to the next, as bytes that can be stored and copied back between two
  /// runs, by the same build with the same model. Empty for a model without state.
  Span<uint8_t> state() const { return {arena_ + state_at_, state_bytes_}; }

  uint32_t input_count() const;
  uint32_t output_count() const;
  Tensor input(uint32_t index) const;
  Tensor output(uint32_t index) const;
  /// Any tensor of the main subgraph by its index in the file, for tools that trace a run. Only
  /// meaningful between the step that writes it and the last one that reads it.
  Tensor tensor(uint32_t index) const;

  uint32_t arena_used_bytes() const { return used_bytes_; }

 private:
  friend class Result<Interpreter>;
  friend class Guard;
  Interpreter() = default;

  static Result<Interpreter> made_of(const Model& model, OpList ops, Span<uint8_t> arena,
                                     const Layout& layout, const Fault& fault);
  const Step* steps() const;
  const uint32_t* places() const;
  Tensor io(uint32_t field, uint32_t index) const;

  Span<const uint8_t> model_;
  OpList ops_;
  uint8_t* arena_ = nullptr;
  uint32_t used_bytes_ = 0;
  const uint8_t* graph_ = nullptr;  ///< table of the main subgraph in the model
  uint32_t state_at_ = 0;
  uint32_t state_bytes_ = 0;
  uint32_t loop_limit_ = 65536;
  Cursor cursor_;
  uint16_t step_count_ = 0;
};

}  // namespace mote
