// SPDX-License-Identifier: Apache-2.0
// Any model in an interpreter with an overlay's entries, against the reference ones: the same
// refusals, the same bits.
#include "evaluate/evaluate.h"
#include "expect.h"
#include "work_limits.h"
#include "models/memory.h"
#include "registry/all_ops.h"
#include "registry/cortex_m_dsp_ops.h"

namespace mote::fuzz {
namespace {

/// Overlays with entries for interpreters: one line each.
struct Overlay {
  const char* name;
  OpList (*ops)();
};
constexpr Overlay kOverlays[] = {
    {"cortex_m_dsp", cortex_m_dsp_ops},
};

std::vector<const OpDef*> with_reference(OpList fast) {
  std::vector<const OpDef*> all(fast.begin(), fast.end());
  for (const OpDef* def : all_ops()) all.push_back(def);
  return all;
}

struct Outcome {
  Fault fault;
  models::Bytes outputs;
};

Outcome run(const Model& model, OpList ops, uint32_t needed, uint64_t seed) {
  models::GuardedArena arena(needed);
  Result<Interpreter> made = Interpreter::create(model, ops, arena.memory());
  expect(made.ok(), "create() refuses the arena that needed_bytes() asked for");
  made->set_loop_limit(kMostLoopRounds);
  for (uint32_t i = 0; i < made->input_count(); ++i) {
    const Tensor input = made->input(i);
    const auto bytes = compiler::random_bytes(input.type(), input.bytes(), seed + i);
    (void)input.write_bytes({bytes.data(), bytes.size()});
  }
  Outcome outcome{made->invoke(), {}};
  expect(arena.intact(), "invoke() wrote outside the arena");
  for (uint32_t i = 0; i < made->output_count() && outcome.fault.ok(); ++i) {
    const Span<uint8_t> raw = made->output(i).raw();
    outcome.outputs.insert(outcome.outputs.end(), raw.begin(), raw.end());
  }
  return outcome;
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  const uint64_t seed = fuzz::seed_of(data, size);
  const models::ExactCopy file(models::Bytes(data, data + size), seed % 4);
  const Result<Model> model = Model::verify(file.span());
  if (!model.ok() || fuzz::most_work(*model) > fuzz::kMostWork) return 0;
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  if (needed.ok() && *needed > fuzz::kMostArenaBytes) return 0;
  for (const fuzz::Overlay& overlay : fuzz::kOverlays) {
    const auto defs = fuzz::with_reference(overlay.ops());
    const OpList ops{defs.data(), defs.size()};
    const Result<uint32_t> fast = models::needed_bytes(*model, ops);
    const std::string name = overlay.name;
    fuzz::expect(needed.fault() == fast.fault(), name + ": refuses other models");
    if (!needed.ok()) continue;
    const fuzz::Outcome wanted = fuzz::run(*model, all_ops(), *needed, seed);
    const fuzz::Outcome found = fuzz::run(*model, ops, *fast, seed);
    fuzz::expect(wanted.fault == found.fault, name + ": refuses other data");
    fuzz::expect(wanted.outputs == found.outputs, name + ": gives other bits");
  }
  return 0;
}
