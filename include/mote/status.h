// SPDX-License-Identifier: Apache-2.0
// Errors as values. A Fault is eight bytes that say what went wrong and where; the sentence is
// made on the host (`mote explain`), so that a device carries no text. Numbers are stable.
#pragma once

#include <stdint.h>

namespace mote {

// name, number, sentence, what to do. Numbers are never reused: they travel in logs.
#define MOTE_ERRORS(X)                                                                           \
  X(Ok, 0, "no error", "nothing to do")                                                          \
  X(ModelMalformed, 1, "the model's bytes are not a well-formed .tflite file",                   \
    "fetch or convert the model again; the file was cut short or altered")                       \
  X(ModelInconsistent, 2, "the model contradicts itself",                                        \
    "convert the model again; if it came straight from a converter, report it")                  \
  X(OperatorMissing, 3, "no operator of this kind is in the list given to the interpreter",      \
    "add the lines that `mote ops MODEL` prints")                                                \
  X(TypeMissing, 4, "the operator is in the list, but not for these element types",              \
    "add the lines that `mote ops MODEL` prints, or convert the model to int8")                  \
  X(OperatorRefused, 5, "the operator cannot run with these parameters",                         \
    "see the check's sentence")                                                                  \
  X(ArenaTooSmall, 6, "the arena is too small", "make it as large as `mote plan MODEL` says")    \
  X(ArenaMisaligned, 7, "the arena does not start on a multiple of 16 bytes",                    \
    "declare it with alignas(16)")                                                               \
  X(NoSuchTensor, 8, "the model has no input or output of this index",                           \
    "count them with input_count() and output_count()")                                          \
  X(WrongType, 9, "the tensor holds elements of another type",                                   \
    "look at type(), or at `mote inspect MODEL`")                                                \
  X(WrongSize, 10, "the tensor holds another number of elements",                                \
    "look at elements(), or at `mote inspect MODEL`")                                            \
  X(NotReady, 11, "the object was never created or its creation failed",                         \
    "check the result of create() or verify() before using it")                                  \
  X(DataRefused, 12, "the operator met data that it cannot work on", "see the check's sentence") \
  X(ModelUnsupported, 13, "the model uses a feature of the format that is not supported",        \
    "see the check's sentence")                                                                  \
  X(MemoryChanged, 14, "memory that nothing may change during a run has changed",                \
    "create the interpreter again; if the detail is 3, fetch the model again first")             \
  X(TooMuchWork, 15, "the model takes more work than the application allows",                    \
    "raise the limits of Interpreter::check_work() if the model is right")                       \
  X(ContainerMalformed, 16, "the bytes are not a whole model container, as it was made",         \
    "fetch it again; it was cut short or altered")                                               \
  X(ContainerRefused, 17, "the model container is not one that is taken here",                   \
    "see the check's sentence")                                                                  \
  X(UpdateFailed, 18, "the update was not stored", "see the check's sentence")

enum class Error : uint8_t {
#define MOTE_X(name, number, text, advice) name = number,
  MOTE_ERRORS(MOTE_X)
#undef MOTE_X
};

/// No operator is concerned.
constexpr uint16_t kNoOperator = 0xFFFF;

/// What went wrong and where. Eight bytes, plain data; the layout is part of the promise.
struct [[nodiscard]] Fault {
  Error error = Error::Ok;
  /// ModelMalformed, ModelInconsistent, ModelUnsupported: number in src/format/checks.inc;
  /// OperatorRefused, DataRefused: number in the operator's checks.inc; ContainerMalformed,
  /// ContainerRefused, UpdateFailed: number in src/container/checks.inc; otherwise 0.
  uint8_t check = 0;
  /// From the verifier: operator in its subgraph, counted from 0. Later: step of a run, which is the
  /// operator where nothing calls a subgraph; `mote explain --model` finds it where one does.
  uint16_t op_index = kNoOperator;
  /// ModelMalformed: byte offset in the file. ModelInconsistent and ModelUnsupported: index of the
  /// tensor, operator or buffer, as the check says. ArenaTooSmall: bytes missing (exact once the
  /// arena holds the planner's own table, else at least). Operator faults: operator_detail().
  /// MemoryChanged: 1 the interpreter itself, 2 its program in the arena, 3 the model. TooMuchWork:
  /// the work, saturated; op_index is the step, or kNoOperator for a whole run.
  /// Containers and updates: as the check says.
  uint32_t detail = 0;

  constexpr bool ok() const { return error == Error::Ok; }
  friend constexpr bool operator==(const Fault& a, const Fault& b) {
    return a.error == b.error && a.check == b.check && a.op_index == b.op_index &&
           a.detail == b.detail;
  }
};
static_assert(sizeof(Fault) == 8);

/// No tensor is concerned.
constexpr uint32_t kNoTensor = 0xFFFF;

/// Detail of a fault of an operator: its builtin code (16 bits) above its tensor (16 bits).
constexpr uint32_t operator_detail(uint32_t builtin_code, uint32_t tensor) {
  return builtin_code << 16 | (tensor & 0xFFFF);
}

/// A value, or the fault that kept it from being made.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(const Fault& fault) : fault_(fault) {}         // NOLINT: `return fault;` is the idiom
  Result(T value) : value_(static_cast<T&&>(value)) {}  // NOLINT: `return value;` is the idiom

  bool ok() const { return fault_.ok(); }
  explicit operator bool() const { return ok(); }
  const Fault& fault() const { return fault_; }
  /// Only after ok(). A value that was never made answers every call with Error::NotReady.
  T& operator*() { return value_; }
  const T& operator*() const { return value_; }
  T* operator->() { return &value_; }
  const T* operator->() const { return &value_; }

 private:
  Fault fault_;
  T value_{};
};

}  // namespace mote
