// SPDX-License-Identifier: Apache-2.0
// What an operator is: prepare (checks everything once, folds constants into a plain struct) and
// run (calls a kernel with that struct), as data. Knows no particular operator.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "format/views.h"
#include "mote/op_list.h"
#include "mote/status.h"
#include "mote/tensor_type.h"

namespace mote {

/// Number of a refused check; 0 is "all well". 1 to 31 stand in ops/shared/checks.inc, the others
/// in the operator's own checks.inc.
using CheckNumber = uint8_t;
constexpr CheckNumber kAllWell = 0;

/// A tensor by its role in an operator.
struct TensorSlot {
  int8_t at;  ///< inputs from 0 up, outputs from -2 down, -1: none
};
constexpr TensorSlot kNoTensorSlot{-1};
constexpr TensorSlot input_slot(uint32_t i) { return {static_cast<int8_t>(i)}; }
constexpr TensorSlot output_slot(uint32_t i) { return {static_cast<int8_t>(-2 - int32_t(i))}; }

/// The tensors whose types choose among the entries of an operator.
constexpr TensorSlot kTypedSlots[] = {input_slot(0), input_slot(1), output_slot(0)};

class Layout;

/// An operator of a verified model.
class OpView {
 public:
  OpView(const format::SubgraphView& graph, format::Table op) : graph_(graph), op_(op) {}

  format::Table op() const { return op_; }
  const format::SubgraphView& graph() const { return graph_; }
  /// Empty beyond the last one and for an optional input that is left out.
  format::TensorView at(TensorSlot slot) const;
  format::TensorView input(uint32_t i) const { return at(input_slot(i)); }
  format::TensorView output(uint32_t i) const { return at(output_slot(i)); }
  uint32_t input_count() const { return op_.count(format::OperatorField::Inputs); }
  uint32_t output_count() const { return op_.count(format::OperatorField::Outputs); }

 protected:
  const format::SubgraphView& graph_;
  format::Table op_;
};

/// Everything prepare may look at, and where it leaves what it found.
class PrepareContext : public OpView {
 public:
  PrepareContext(const uint8_t* file, const format::SubgraphView& graph, format::Table op,
                 void* params)
      : OpView(graph, op), file_(file), params_(params) {}

  /// For operators that call subgraphs or share variables: what all steps are laid out in.
  void set_layout(Layout& layout, uint32_t step) {
    layout_ = &layout;
    step_ = step;
  }
  Layout& layout() const { return *layout_; }
  uint32_t step() const { return step_; }

  /// A field of the builtin options; absent fields and options read as the default.
  template <class T>
  T option(uint32_t field, T default_value) {
    T value = default_value;
    read_option(field, sizeof(T), &value);
    return value;
  }
  uint8_t options_type() const {
    return op_.scalar<uint8_t>(format::OperatorField::BuiltinOptionsType, 0);
  }
  bool options_malformed() const { return options_malformed_; }

  /// The struct that run will get: OpDef::params_bytes bytes, zero on entry.
  template <class Params>
  Params& params() const {
    return *static_cast<Params*>(params_);
  }
  /// Memory for one run, at an 8-byte boundary, undefined on entry; replaces an earlier request.
  void request_scratch(uint32_t bytes) { scratch_bytes_ = bytes; }
  /// The same, but kept from run to run: zero at first and after reset().
  void request_state(uint32_t bytes) {
    scratch_bytes_ = bytes;
    keeps_scratch_ = true;
  }
  uint32_t scratch_bytes() const { return scratch_bytes_; }
  bool keeps_scratch() const { return keeps_scratch_; }
  /// Custom operators: their name and options, a FlexBuffer.
  bool is_named(const char* name) const;
  format::Vector custom_options() const { return op_.vector(format::OperatorField::CustomOptions); }
  const uint8_t* file() const { return file_; }

  /// Returns `check`, and remembers which tensor it is about.
  CheckNumber refuse(CheckNumber check, TensorSlot slot);
  uint32_t refused_tensor() const { return refused_tensor_; }

 private:
  void read_option(uint32_t field, uint32_t bytes, void* value);

  const uint8_t* file_;
  void* params_;
  Layout* layout_ = nullptr;
  uint32_t step_ = 0;
  uint32_t scratch_bytes_ = 0;
  uint32_t refused_tensor_ = kNoTensor;
  bool options_malformed_ = false;
  bool keeps_scratch_ = false;
};

/// In a table of tensor places: the bytes are in the model, not in the arena.
constexpr uint32_t kInModel = 0x80000000;
/// A tensor that nothing reads or writes.
constexpr uint32_t kNowhere = 0;
constexpr bool is_in_arena(uint32_t place) { return static_cast<int32_t>(place) > 0; }

/// Boundary of everything in an arena.
constexpr uint32_t kBufferAlignmentBytes = 8;

/// One call of a kernel. Operators are steps in the order of the file; a subgraph's steps stand
/// where it is called, between the parts of the operator that calls it.
struct Step {
  uint32_t op_at;        ///< the operator's table, bytes from the model's start
  uint32_t scratch_at;   ///< bytes from the arena's start
  uint16_t params_at;    ///< units of kBufferAlignmentBytes from the arena's start
  uint16_t op_def;       ///< index in the list
  uint16_t first_place;  ///< in the table of places, of the operator's subgraph
  uint8_t subgraph;      ///< of the operator
  uint8_t part;          ///< 0 is the operator itself
};
static_assert(sizeof(Step) == 16);

struct Cursor;

/// Everything run may look at. Pointers of constants have any alignment. Who calls says where the
/// tensors are: an interpreter (StepContext) or compiled code (CompiledContext).
class RunContext {
 public:
  template <class Params>
  const Params& params() const {
    return *static_cast<const Params*>(params_);
  }
  /// nullptr for an optional input that is left out.
  template <class T>
  const T* input(uint32_t i) const {
    return reinterpret_cast<const T*>(at(input_slot(i)));
  }
  template <class T>
  T* output(uint32_t i) const {
    return reinterpret_cast<T*>(at(output_slot(i)));
  }
  /// What prepare requested: scratch or state.
  uint8_t* scratch() const { return scratch_; }
  /// Elements of a tensor.
  uint8_t* at(TensorSlot slot) const;

 protected:
  using Find = uint8_t* (*)(const RunContext& context, TensorSlot slot);
  RunContext(const void* params, uint8_t* scratch, Find find)
      : params_(params), scratch_(scratch), find_(find) {}

 private:
  const void* params_;
  uint8_t* scratch_;
  Find find_;
};

/// A step of an interpreter, for operators that look at the model when they run: compiled code
/// reaches them in a way of its own.
class StepContext : public RunContext {
 public:
  StepContext(const uint8_t* model, uint8_t* arena, const uint32_t* places, const Step& step,
              Cursor& cursor)
      : RunContext(arena + uint32_t{step.params_at} * kBufferAlignmentBytes,
                   arena + step.scratch_at, find),
        model_(model), arena_(arena), places_(places), step_(step), cursor_(cursor) {}
  /// Only for operators that no compiled code runs.
  static const StepContext& of(const RunContext& context) {
    return static_cast<const StepContext&>(context);
  }

  const uint8_t* model() const { return model_; }
  /// Shape and type of a tensor, for operators with any number of them.
  format::TensorView tensor(TensorSlot slot) const;
  uint32_t input_count() const { return op().count(format::OperatorField::Inputs); }
  uint32_t output_count() const { return op().count(format::OperatorField::Outputs); }

  /// For operators that call subgraphs.
  format::Table op() const { return format::Table(model_ + step_.op_at); }
  uint32_t part() const { return step_.part; }
  Cursor& cursor() const { return cursor_; }
  /// Bytes of a tensor by its place: step's or callee's first one plus the tensor's index.
  uint8_t* at_place(uint32_t index) const {
    const uint32_t place = places_[index];
    if ((place & kInModel) == 0) return arena_ + place;
    return const_cast<uint8_t*>(model_) + (place & ~kInModel);
  }
  uint32_t first_place() const { return step_.first_place; }
  /// Scratch or state of another step.
  uint8_t* scratch_of(uint32_t step) const {
    return arena_ + reinterpret_cast<const Step*>(arena_)[step].scratch_at;
  }

 private:
  static uint8_t* find(const RunContext& context, TensorSlot slot);

  const uint8_t* model_;
  uint8_t* arena_;
  const uint32_t* places_;
  const Step& step_;
  Cursor& cursor_;
};

/// A step of compiled code.
class CompiledContext : public RunContext {
 public:
  /// `tensors`: elements of the inputs, then of the outputs; null for one that is left out.
  CompiledContext(const void* params, uint8_t* const* tensors, uint32_t inputs, uint8_t* scratch)
      : RunContext(params, scratch, find), tensors_(tensors), inputs_(inputs) {}

 private:
  static uint8_t* find(const RunContext& context, TensorSlot slot);

  uint8_t* const* tensors_;
  uint32_t inputs_;
};

/// Traits of an OpDef.
constexpr uint8_t kInPlace = 1;  ///< output 0 may take the memory of input 0 when that ends here

/// It gives the variable tensors among its inputs or outputs their first values itself: after a
/// reset they are zero.
constexpr uint8_t kKeepsVariables = 2;

/// What operators that call subgraphs need beside prepare and run.
struct OpCalls {
  /// Adds the steps of the subgraphs that the operator at `step` calls. False after a fault.
  bool (*expand)(Layout& layout, uint32_t step);
  /// Says which tensors each of its parts reads and writes; false after a fault.
  bool (*follow)(Layout& layout, uint32_t step);
};

/// One operator for one combination of element types.
struct OpDef {
  uint16_t code;  ///< builtin code of the .tflite format, or format::custom_code() of the name
  /// Types that must agree with those of kTypedSlots; None agrees with anything.
  TensorType types[3];
  uint8_t traits;  ///< true stands for kInPlace
  uint16_t params_bytes;
  CheckNumber (*prepare)(PrepareContext& context);
  CheckNumber (*run)(const RunContext& context);
  const OpCalls* calls = nullptr;
};

/// Gives an entry's run a name that compiled code calls, so that it links nothing else of the entry.
/// Stands after the entry, in namespace mote::run.
#define MOTE_RUN(entry) \
  CheckNumber entry(const RunContext& context) { return ops::entry.run(context); }

}  // namespace mote
