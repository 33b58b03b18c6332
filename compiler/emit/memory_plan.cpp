// SPDX-License-Identifier: Apache-2.0
#include "emit/memory_plan.h"

#include <algorithm>
#include <map>

#include "emit/program.h"
#include "graph/multiply_accumulates.h"

namespace mote::compiler {
namespace {

using format::OperatorField;
using format::SubgraphView;

std::string text_of(format::Vector characters) {
  return {reinterpret_cast<const char*>(characters.elements()), characters.count()};
}

MemoryPlan::Step step_of(Program& program, uint32_t index) {
  const Layout& layout = program.layout();
  const SubgraphView graph = layout.graph_of(index);
  const format::Table op = layout.op_of(index);
  const format::Vector outputs = op.vector(OperatorField::Outputs);
  const auto output = outputs.count() == 0 ? -1 : outputs.at<int32_t>(0);
  const bool is_whole = layout.step(index).part == 0;
  return {index, output < 0 ? "" : text_of(graph.tensor(static_cast<uint32_t>(output)).name()),
          program.entry_of(index), is_whole ? multiply_accumulates(graph, op) : 0};
}

/// Collects the buffers of a program in the order of the planner's table.
class Collector {
 public:
  explicit Collector(Program& program) : program_(program), layout_(program.layout()) {
    const SubgraphView& graph = layout_.graph();
    name_all(0, graph);
    for (uint32_t i = 0; i < program.step_count(); ++i) {
      name_all(layout_.step(i).first_place, layout_.graph_of(i));
    }
  }

  void run(MemoryPlan& plan) {
    const std::vector<plan::Buffer>& all = program_.records();
    const std::vector<uint32_t> state_bytes = bytes_of_state();
    for (uint32_t i = 0; i < all.size(); ++i) {
      const bool is_kept = Layout::is_kept(all[i]);
      MemoryPlan::Buffer buffer;
      buffer.bytes = is_kept ? state_bytes[i] : all[i].bytes;
      if (buffer.bytes == 0) continue;
      describe(i, is_kept, buffer);
      buffer.record = i;
      locate(program_.offset_of(all[i]), buffer);
      buffer.first_step = is_kept ? 0 : all[i].first_step;
      buffer.last_step = is_kept ? program_.step_count() + 1 : all[i].last_step;
      numbers_[i] = static_cast<uint32_t>(plan.buffers.size());
      plan.buffers.push_back(buffer);
    }
  }

  /// Index in the plan's buffers.
  uint32_t number_of(uint32_t record) const { return numbers_.at(record); }
  bool has(uint32_t record) const { return numbers_.count(record) != 0; }

 private:
  /// The region, and the offset in it.
  void locate(uint32_t offset, MemoryPlan::Buffer& buffer) const {
    buffer.offset = offset;
    for (const Program::PlannedRegion& region : program_.regions()) {
      if (offset < region.begin || offset >= region.begin + region.bytes) continue;
      buffer.region = region.name;
      buffer.offset = offset - region.begin;
    }
  }

  void name_all(uint32_t first_place, const SubgraphView& graph) {
    for (uint32_t t = 0; t < graph.tensor_count(); ++t) {
      const int64_t record = program_.record_of(first_place, t);
      if (record < 0) continue;
      const auto [name, is_new] = names_.try_emplace(static_cast<uint32_t>(record));
      const std::string words =
          "tensor " + std::to_string(t) + ", " + text_of(graph.tensor(t).name());
      if (is_new) {
        name->second = {words, t};
      } else if (seen_.count(first_place + t) == 0) {
        name->second.words += "; " + words;
      }
      seen_.emplace(first_place + t, true);
    }
  }

  void describe(uint32_t record, bool is_kept, MemoryPlan::Buffer& buffer) const {
    if (record < program_.step_count()) {
      buffer.step = static_cast<int32_t>(record);
      buffer.what = (is_kept ? "state of step " : "scratch of step ") + std::to_string(record) +
                    ", " + program_.room_of(record);
      return;
    }
    const uint32_t number = record - program_.record_of_application(0);  // wraps if it is none
    if (number < program_.application_buffers().size()) {
      buffer.what = "the application's " + program_.application_buffers()[number].name;
      return;
    }
    const auto found = names_.find(record);
    if (found == names_.end()) return;
    buffer.what = found->second.words;
    buffer.tensor = static_cast<int32_t>(found->second.tensor);
  }

  /// Records of the state hold where they begin; each reaches to the next.
  std::vector<uint32_t> bytes_of_state() const {
    const std::vector<plan::Buffer>& all = program_.records();
    std::vector<uint32_t> bytes(all.size(), 0);
    std::map<uint32_t, uint32_t> last_at;  // record by offset; of equal ones all but one are empty
    for (uint32_t i = 0; i < all.size(); ++i) {
      if (Layout::is_kept(all[i])) last_at[all[i].offset] = i;
    }
    for (auto at = last_at.begin(); at != last_at.end(); ++at) {
      const auto next = std::next(at);
      bytes[at->second] =
          (next == last_at.end() ? program_.state_bytes() : next->first) - at->first;
    }
    return bytes;
  }

  struct Name {
    std::string words;
    uint32_t tensor;
  };

  Program& program_;
  Layout& layout_;
  std::map<uint32_t, Name> names_;  ///< by record
  std::map<uint32_t, bool> seen_;   ///< places
  std::map<uint32_t, uint32_t> numbers_;
};

uint32_t bytes_shared(const MemoryPlan::Buffer& a, const MemoryPlan::Buffer& b) {
  if (a.region != b.region) return 0;
  const uint32_t begin = std::max(a.offset, b.offset);
  const uint32_t end = std::min(a.offset + a.bytes, b.offset + b.bytes);
  return begin < end ? end - begin : 0;
}

}  // namespace

MemoryPlan memory_plan_of(Program& program) {
  MemoryPlan plan;
  plan.arena_bytes = program.arena_bytes();
  plan.lower_bound_bytes = program.least_arena_bytes();
  plan.is_optimal = program.is_optimal();
  plan.state_bytes = program.state_bytes();
  for (const Program::PlannedRegion& region : program.regions()) {
    plan.regions.push_back({region.name, region.size, region.bytes, region.touched_bytes});
  }
  for (uint32_t i = 0; i < program.step_count(); ++i) plan.steps.push_back(step_of(program, i));
  Collector collector(program);
  collector.run(plan);
  plan.alive.assign(program.step_count() + 2, 0);
  for (const MemoryPlan::Buffer& buffer : plan.buffers) {
    for (uint32_t step = buffer.first_step; step <= buffer.last_step; ++step) {
      plan.alive[step] += buffer.bytes;
    }
  }
  const auto peak = std::max_element(plan.alive.begin(), plan.alive.end());
  plan.peak_step = static_cast<uint32_t>(peak - plan.alive.begin());
  for (const Overlap& overlap : program.overlaps()) {
    if (!collector.has(overlap.input) || !collector.has(overlap.output)) continue;
    const uint32_t input = collector.number_of(overlap.input);
    const uint32_t output = collector.number_of(overlap.output);
    plan.overlaps.push_back(
        {input, output, bytes_shared(plan.buffers[input], plan.buffers[output])});
  }
  return plan;
}

}  // namespace mote::compiler
