// SPDX-License-Identifier: Apache-2.0
// Any model through the compiler, with random options: no failure, code as promised, and a plan of
// the memory in which nothing lies where something else is alive.
#include "compile.h"
#include "expect.h"
#include "work_limits.h"
#include "models/memory.h"
#include "random_graphs/random_options.h"
#include "registry/all_ops.h"

namespace mote::fuzz {
namespace {

using compiler::MemoryPlan;

/// Bytes that two buffers have in common.
uint32_t shared_bytes(const MemoryPlan::Buffer& a, const MemoryPlan::Buffer& b) {
  const uint64_t first = std::max(a.offset, b.offset);
  const uint64_t end = std::min(uint64_t{a.offset} + a.bytes, uint64_t{b.offset} + b.bytes);
  return first < end ? static_cast<uint32_t>(end - first) : 0;
}

/// By definition and not by the planner's own functions.
void check_plan(const MemoryPlan& plan) {
  const auto is_allowed = [&](uint32_t a, uint32_t b) {
    return std::any_of(plan.overlaps.begin(), plan.overlaps.end(), [&](const auto& overlap) {
      return (overlap.input == a && overlap.output == b) ||
             (overlap.input == b && overlap.output == a);
    });
  };
  for (uint32_t i = 0; i < plan.buffers.size(); ++i) {
    const MemoryPlan::Buffer& a = plan.buffers[i];
    if (plan.regions.empty()) {
      expect(uint64_t{a.offset} + a.bytes <= plan.arena_bytes, "a buffer lies outside the arena");
    }
    for (uint32_t k = 0; k < i; ++k) {
      const MemoryPlan::Buffer& b = plan.buffers[k];
      const bool meet = a.first_step <= b.last_step && b.first_step <= a.last_step;
      if (!meet || a.region != b.region || shared_bytes(a, b) == 0) continue;
      expect(is_allowed(i, k), "two buffers share memory: " + a.what + ", " + b.what);
    }
  }
}

}  // namespace
}  // namespace mote::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mote;
  const models::Bytes bytes(data, data + size);
  const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
  if (!model.ok() || fuzz::most_work(*model) > fuzz::kMostWork) return 0;
  const Result<uint32_t> needed = models::needed_bytes(*model, all_ops());
  if (!needed.ok() || *needed > fuzz::kMostArenaBytes) return 0;
  const auto one = random_graphs::compile_somehow(*model, "fuzzed", fuzz::seed_of(data, size));
  fuzz::expect(one.error.empty(), one.error + ": " + one.words);
  if (one.made.fault.ok() && one.made.sources.rows.fits) fuzz::check_plan(one.made.plan);
  return 0;
}
