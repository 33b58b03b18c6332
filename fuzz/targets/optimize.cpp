// SPDX-License-Identifier: Apache-2.0
// Any model through the passes of the compiler: it must still verify and prepare, and give the same
// bits as before.
#include "evaluate/evaluate.h"
#include "expect.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "work_limits.h"
#include "models/memory.h"
#include "passes/optimize.h"
#include "registry/all_ops.h"

namespace mote::fuzz {
namespace {

using compiler::Bytes;
using compiler::Runner;

std::vector<Bytes> inputs_of(Runner& runner, uint64_t seed) {
  std::vector<Bytes> inputs;
  for (uint32_t i = 0; i < runner.interpreter().input_count(); ++i) {
    const Tensor t = runner.interpreter().input(i);
    inputs.push_back(compiler::random_bytes(t.type(), t.bytes(), seed + i));
  }
  return inputs;
}

/// Nothing if the run is refused.
std::optional<std::vector<Bytes>> outputs_of(Runner& runner, const std::vector<Bytes>& inputs) {
  try {
    return runner.run(inputs);
  } catch (const compiler::RuntimeFault&) {
    runner.interpreter().reset();
    return std::nullopt;
  }
}

void compare(const Bytes& before, const Bytes& after, uint64_t seed) {
  Runner a(before);
  Runner b(after);
  a.interpreter().set_loop_limit(kMostLoopRounds);
  b.interpreter().set_loop_limit(kMostLoopRounds);
  for (uint64_t run = 0; run < 2; ++run) {
    const std::vector<Bytes> inputs = inputs_of(a, seed + run * 100);
    const auto wanted = outputs_of(a, inputs);
    const auto found = outputs_of(b, inputs);
    if (!wanted) return;  // an operator that nobody needs may be gone, and its refusal with it
    expect(found.has_value(), "the optimised model refuses data that the model takes");
    expect(*wanted == *found, "the optimised model gives other bits");
  }
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  const compiler::Bytes original(data, data + size);
  const Result<Model> file = Model::verify({original.data(), original.size()});
  if (!file.ok() || fuzz::most_work(*file) > fuzz::kMostWork) return 0;
  const Result<uint32_t> needed = models::needed_bytes(*file, all_ops());
  if (!needed.ok() || *needed > fuzz::kMostArenaBytes) return 0;
  compiler::Model model;
  try {
    model = compiler::read_model(*file);
  } catch (const compiler::Unsupported&) {
    return 0;
  }
  const compiler::Bytes rewritten = compiler::write_model(model);
  try {
    (void)compiler::optimize(model);  // throws for an error of a pass
  } catch (const compiler::Unsupported&) {
    return 0;
  }
  // What options of a layout that no converter makes mean, the graph need not know.
  fuzz::compare(rewritten, compiler::write_model(model), fuzz::seed_of(data, size));
  return 0;
}
