// SPDX-License-Identifier: Apache-2.0
// Finds flipped bits before a step can act on them. An interpreter checks a model once and then
// trusts what it made of it: where every tensor lies, which kernel is next, how large its loops are.
// A guard keeps a digest of all that and compares before every step. Linked only where it is used.
#pragma once

#include <stdint.h>

#include "mote/interpreter.h"

namespace mote {

/// Every change within one 32-bit word of a watched range is found, so every single flipped bit;
/// others escape with a chance of about 2^-32. Activations and state may change and are not
/// watched: kernels stay in their memory whatever those hold.
class Guard {
 public:
  enum class ModelCheck : uint8_t {
    EachStep,   ///< for a model in RAM; takes the time of reading it at every step
    EachInvoke  ///< for one in flash, where bits do not flip that often
  };

  /// Digests of an interpreter as it is now: right after create(), and after set_loop_limit(). It
  /// must outlive the guard, and not be moved.
  explicit Guard(Interpreter& interpreter, ModelCheck model = ModelCheck::EachStep);

  /// Interpreter::invoke_step(), after check(). Faults: MemoryChanged, and its own.
  Fault invoke_step();
  /// Interpreter::invoke(), with check() before every step.
  Fault invoke();
  /// All that is watched, the model too. Fault: MemoryChanged; its detail says what changed.
  Fault check() const;

 private:
  uint32_t interpreter_digest() const;
  uint32_t program_digest() const;
  uint32_t model_digest() const;
  Fault check_for_step() const;

  Interpreter& interpreter_;
  ModelCheck model_check_;
  uint32_t digest_of_interpreter_, digest_of_program_, digest_of_model_;
};

}  // namespace mote
