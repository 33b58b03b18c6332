// SPDX-License-Identifier: Apache-2.0
// Any bytes through verify, prepare, plan and invoke, with hostile inputs. The arena has exactly the
// size reported and red zones around it; smaller and misaligned ones must be refused.
#include <optional>
#include <random>

#include "expect.h"
#include "work_limits.h"
#include "models/memory.h"
#include "registry/all_ops.h"

namespace mote::fuzz {
namespace {

using models::GuardedArena;

void fill(Span<uint8_t> bytes, uint64_t seed) {
  constexpr uint32_t kWords[] = {0,          0xFFFFFFFF, 0x80808080, 0x7F7F7F7F, 0x80000000,
                                 0x7FFFFFFF, 0x7FC00000, 0x7F800000, 0xFF7FFFFF, 1};
  std::mt19937_64 random(seed);
  const uint32_t kind = random() % 16;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (kind < std::size(kWords)) bytes[i] = static_cast<uint8_t>(kWords[kind] >> (i % 4 * 8));
    else if (kind < 13) bytes[i] = static_cast<uint8_t>(random());
    else bytes[i] = static_cast<uint8_t>(i % 4 == 0 ? random() % 5 : 0);  // small words
  }
}

/// An interpreter in an arena full of noise, and what it makes of a seed's inputs.
class Trial {
 public:
  using Create = Result<Interpreter> (*)(const Model&, OpList, Span<uint8_t>);

  Trial(const Model& model, uint32_t bytes, uint64_t noise, Create create = Interpreter::create)
      : arena_(bytes) {
    fill(arena_.memory(), noise);
    Result<Interpreter> made = create(model, all_ops(), arena_.memory());
    expect(made.ok(), "create() refuses the arena that needed_bytes() asked for");
    interpreter_ = *made;
    interpreter_->set_loop_limit(kMostLoopRounds);
  }
  Fault run(uint64_t seed) {
    for (uint32_t i = 0; i < interpreter_->input_count(); ++i) {
      fill(interpreter_->input(i).raw(), seed + i);
    }
    const Fault fault = interpreter_->invoke();
    expect(arena_.intact(), "invoke() wrote outside the arena");
    return fault;
  }
  models::Bytes outputs() {
    models::Bytes all;
    for (uint32_t i = 0; i < interpreter_->output_count(); ++i) {
      const Tensor output = interpreter_->output(i);
      (void)output.argmax();
      const Span<uint8_t> raw = output.raw();
      all.insert(all.end(), raw.begin(), raw.end());
    }
    return all;
  }
  Interpreter& interpreter() { return *interpreter_; }

 private:
  GuardedArena arena_;
  std::optional<Interpreter> interpreter_;
};

void try_other_arenas(const Model& model, uint32_t needed, uint64_t seed) {
  {
    GuardedArena small(needed - 1 - seed % std::max(1U, std::min(needed, 64U)));
    const auto made = Interpreter::create(model, all_ops(), small.memory());
    expect(made.fault().error == Error::ArenaTooSmall, "an arena that is too small is not refused");
    expect(small.intact(), "create() wrote outside a small arena");
  }
  {
    GuardedArena workspace(seed / 64 % (needed + 1));
    const auto again = Interpreter::needed_bytes(model, all_ops(), workspace.memory());
    expect(again.ok() ? *again == needed : again.fault().error == Error::ArenaTooSmall,
           "needed_bytes() depends on its workspace");
    expect(workspace.intact(), "needed_bytes() wrote outside its workspace");
  }
  GuardedArena crooked(needed, 1 + seed % 15);
  const auto made = Interpreter::create(model, all_ops(), crooked.memory());
  expect(made.fault().error == Error::ArenaMisaligned, "a misaligned arena is not refused");
  expect(crooked.intact(), "create() wrote outside a misaligned arena");
}

void try_model(const Model& model, uint64_t seed) {
  const Result<uint32_t> needed = models::needed_bytes(model, all_ops());
  if (!needed.ok() || *needed > kMostArenaBytes) return;
  if (seed % 4 == 0 && *needed != 0) try_other_arenas(model, *needed, seed);
  if (most_work(model) > kMostWork) {
    Trial(model, *needed, seed);
    return;
  }
  // The other one lies as the file says, if it says so: the same bits, wherever tensors are.
  const Result<uint32_t> stored = models::needed_bytes_as_stored(model, all_ops());
  const bool obeys = seed % 2 == 0 && stored.ok() && *stored <= kMostArenaBytes;
  Trial one(model, *needed, seed);
  Trial other(model, obeys ? *stored : *needed, ~seed,
              obeys ? Interpreter::create_as_stored : Interpreter::create);
  for (uint64_t run = 0; run < 2; ++run) {
    const Fault fault = one.run(seed + run * 100);
    expect(fault == other.run(seed + run * 100), "a fault depends on the arena");
    if (fault.ok()) {
      expect(one.outputs() == other.outputs(),
             "an output depends on what the arena held before, or on its plan");
    }
  }
  one.interpreter().reset();
  (void)one.run(seed + 200);
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  const uint64_t seed = fuzz::seed_of(data, size);
  const models::ExactCopy file(models::Bytes(data, data + size), seed / 1024 % 4);
  const Result<Model> model = Model::verify(file.span());
  if (model.ok()) fuzz::try_model(*model, seed);
  return 0;
}
