// SPDX-License-Identifier: Apache-2.0
#include "mote/guard.h"

#include "base/bytes.h"

namespace mote {
namespace {

constexpr uint32_t kStart = 0x6D6F7465;
constexpr uint32_t kInterpreter = 1, kProgram = 2, kModel = 3;

/// One-to-one in either argument, so that two digests that differ stay different, and a word that
/// differs makes them so. The rotation brings high bits down, where the product spreads them.
uint32_t mixed(uint32_t digest, uint32_t word) {
  constexpr uint32_t kOdd = 0x9E3779B1;
  const uint32_t x = (digest ^ word) * kOdd;
  return x << 13 | x >> 19;
}

uint32_t digest_of(const uint8_t* bytes, size_t count) {
  uint32_t digest = kStart;
  size_t at = 0;
  for (; count - at >= 4; at += 4) digest = mixed(digest, load<uint32_t>(bytes + at));
  for (; at < count; ++at) digest = mixed(digest, bytes[at]);
  return digest;
}

uint32_t with(uint32_t digest, const void* address) {
  const auto bits = reinterpret_cast<uintptr_t>(address);
  digest = mixed(digest, static_cast<uint32_t>(bits));
  if constexpr (sizeof(bits) > 4) digest = mixed(digest, static_cast<uint32_t>(bits >> 32));
  return digest;
}

Fault changed(uint32_t what) { return Fault{Error::MemoryChanged, 0, kNoOperator, what}; }

}  // namespace

Guard::Guard(Interpreter& interpreter, ModelCheck model)
    : interpreter_(interpreter), model_check_(model), digest_of_interpreter_(interpreter_digest()),
      digest_of_program_(program_digest()), digest_of_model_(model_digest()) {}

uint32_t Guard::interpreter_digest() const {
  const Interpreter& i = interpreter_;
  uint32_t digest = with(kStart, i.model_.data());
  digest = with(digest, i.ops_.data());
  digest = with(digest, i.arena_);
  digest = with(digest, i.graph_);
  const uint32_t words[] = {static_cast<uint32_t>(i.model_.size()),
                            static_cast<uint32_t>(i.ops_.size()),
                            i.used_bytes_,
                            i.state_at_,
                            i.state_bytes_,
                            i.loop_limit_,
                            i.step_count_};
  for (const uint32_t word : words) digest = mixed(digest, word);
  return digest;
}

uint32_t Guard::program_digest() const {
  return digest_of(interpreter_.arena_, interpreter_.state_at_);
}

uint32_t Guard::model_digest() const {
  return digest_of(interpreter_.model_.data(), interpreter_.model_.size());
}

Fault Guard::check_for_step() const {
  // The interpreter first: it says where all else is.
  const bool is_whole =
      interpreter_digest() == digest_of_interpreter_ &&
      (interpreter_.cursor_.next < interpreter_.step_count_ || interpreter_.cursor_.next == 0);
  if (!is_whole) return changed(kInterpreter);
  return program_digest() == digest_of_program_ ? Fault{} : changed(kProgram);
}

Fault Guard::check() const {
  if (const Fault f = check_for_step(); !f.ok()) return f;
  return model_digest() == digest_of_model_ ? Fault{} : changed(kModel);
}

Fault Guard::invoke_step() {
  const bool looks_at_model = model_check_ == ModelCheck::EachStep || !interpreter_.is_running();
  const Fault f = looks_at_model ? check() : check_for_step();
  if (f.ok()) return interpreter_.invoke_step();
  interpreter_.cancel_run();
  return f;
}

Fault Guard::invoke() {
  interpreter_.cancel_run();
  do {
    if (const Fault f = invoke_step(); !f.ok()) return f;
  } while (interpreter_.is_running());
  return Fault{};
}

}  // namespace mote
