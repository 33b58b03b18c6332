// SPDX-License-Identifier: Apache-2.0
#include "arena.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "describe.h"
#include "graph/multiply_accumulates.h"
#include "registry/all_ops.h"
#include "runtime/layout.h"

namespace mote::tool {
namespace {

using format::OperatorField;
using format::SubgraphView;
using format::TensorView;
using nlohmann::json;

json tensor_json(const TensorView& tensor) {
  const json all = describe(tensor);
  return {{"name", all["name"]},
          {"type", all["type"]},
          {"shape", all["shape"]},
          {"bytes", all["bytes"]}};
}

/// What a planned layout knows about the records of its table, in the order of the table.
class Records {
 public:
  explicit Records(const Layout& layout) : layout_(layout), of_(layout.buffers().size()) {
    note_all(kApplication, layout.graph(), layout.graph().inputs(), 0, &Record::written_by);
    for (uint32_t i = 0; i < layout.step_count(); ++i) {
      if (layout.step(i).part != 0) continue;
      const SubgraphView graph = layout.graph_of(i);
      const uint32_t first_place = layout.step(i).first_place;
      const auto step = static_cast<int32_t>(i);
      note_all(step, graph, layout.op_of(i).vector(OperatorField::Inputs), first_place,
               &Record::read_by);
      note_all(step, graph, layout.op_of(i).vector(OperatorField::Outputs), first_place,
               &Record::written_by);
    }
    note_all(kApplication, layout.graph(), layout.graph().outputs(), 0, &Record::read_by);
  }

  /// The same of a record that the compiler gave to a tensor of the main subgraph which shares memory
  /// with another one in the layout.
  void describe_to(json& buffer, uint32_t index, int32_t tensor) {
    if (index < layout_.buffers().size()) return describe_to(buffer, index);
    if (tensor < 0) {  // the application's own
      buffer["role"] = "application";
      buffer["written_by"] = buffer["read_by"] = json::array({kApplication});
      return;
    }
    of_.push_back(record_of(static_cast<uint32_t>(tensor)));
    describe_to(buffer, static_cast<uint32_t>(of_.size() - 1));
  }

  /// Adds what is known of a record to the JSON of its buffer.
  void describe_to(json& buffer, uint32_t index) const {
    const Record& record = of_[index];
    const bool is_kept =
        index < layout_.buffers().size() && Layout::is_kept(layout_.buffers()[index]);
    buffer["role"] = is_kept ? "state" : index < layout_.step_count() ? "scratch" : role_of(record);
    buffer["written_by"] = record.written_by;
    buffer["read_by"] = record.read_by;
    if (index < layout_.step_count()) {
      const json owner = json::array({index});
      buffer["written_by"] = owner;
      buffer["read_by"] = owner;
    }
    if (record.tensors.empty()) return;
    buffer["name"] = record.tensors[0]["name"];
    buffer["shape"] = record.tensors[0]["shape"];
    buffer["type"] = record.tensors[0]["type"];
    buffer["tensors"] = record.tensors;
  }

 private:
  static constexpr int32_t kApplication = -1;

  struct Record {
    json tensors = json::array();  ///< all that lie there, the first writer's first
    std::vector<int32_t> written_by, read_by;
  };

  /// Of one tensor alone.
  Record record_of(uint32_t tensor) const {
    Record record;
    const auto has = [tensor](const format::Vector& tensors) {
      for (uint32_t i = 0; i < tensors.count(); ++i) {
        if (tensors.at<int32_t>(i) == static_cast<int32_t>(tensor)) return true;
      }
      return false;
    };
    for (uint32_t i = 0; i < layout_.step_count(); ++i) {
      const format::Table op = layout_.op_of(i);
      if (has(op.vector(OperatorField::Inputs))) record.read_by.push_back(static_cast<int32_t>(i));
      if (has(op.vector(OperatorField::Outputs))) {
        record.written_by.push_back(static_cast<int32_t>(i));
      }
    }
    if (has(layout_.graph().outputs())) record.read_by.push_back(kApplication);
    record.tensors.push_back(tensor_json(layout_.graph().tensor(tensor)));
    return record;
  }

  void note_all(int32_t step, const SubgraphView& graph, format::Vector tensors,
                uint32_t first_place, std::vector<int32_t> Record::*list) {
    for (uint32_t i = 0; i < tensors.count(); ++i) {
      const auto index = tensors.at<int32_t>(i);
      if (index < 0) continue;
      const TensorView tensor = graph.tensor(static_cast<uint32_t>(index));
      const uint32_t place = layout_.place(first_place + tensor.index());
      if (!is_in_arena(place)) continue;
      Record& record = of_[place - 1];
      std::vector<int32_t>& steps = record.*list;
      if (std::find(steps.begin(), steps.end(), step) == steps.end()) steps.push_back(step);
      const json one = tensor_json(tensor);
      if (std::find(record.tensors.begin(), record.tensors.end(), one) == record.tensors.end()) {
        record.tensors.push_back(one);
      }
    }
  }

  static const char* role_of(const Record& record) {
    const auto is_applications = [](const std::vector<int32_t>& steps) {
      return std::find(steps.begin(), steps.end(), kApplication) != steps.end();
    };
    if (is_applications(record.read_by)) return "output";
    return is_applications(record.written_by) ? "input" : "activation";
  }

  const Layout& layout_;
  std::vector<Record> of_;
};

json step_json(const Layout& layout, uint32_t index) {
  const SubgraphView graph = layout.graph_of(index);
  const format::Table op = layout.op_of(index);
  json inputs = json::array(), outputs = json::array(), weights = json::array();
  uint64_t weight_bytes = 0;
  const format::Vector read = op.vector(OperatorField::Inputs);
  for (uint32_t i = 0; i < read.count(); ++i) {
    const auto at = read.at<int32_t>(i);
    if (at < 0) continue;
    const json tensor = tensor_json(graph.tensor(static_cast<uint32_t>(at)));
    const bool is_constant = graph.tensor(static_cast<uint32_t>(at)).is_constant();
    (is_constant ? weights : inputs).push_back(tensor);
    if (is_constant) weight_bytes += tensor["bytes"].get<uint64_t>();
  }
  for (const uint32_t at : indices_of(op.vector(OperatorField::Outputs))) {
    outputs.push_back(tensor_json(graph.tensor(at)));
  }
  const bool is_whole = layout.step(index).part == 0;
  return {{"index", index},
          {"operator", name_of(graph, op)},
          {"entry", all_op_names()[layout.step(index).op_def].entry},
          {"macs", is_whole ? compiler::multiply_accumulates(graph, op) : 0},
          {"weight_bytes", is_whole ? weight_bytes : 0},
          {"inputs", inputs},
          {"outputs", outputs},
          {"weights", is_whole ? weights : json::array()}};
}

json steps_json(const Layout& layout) {
  json steps = json::array();
  for (uint32_t i = 0; i < layout.step_count(); ++i) steps.push_back(step_json(layout, i));
  return steps;
}

/// Pairs of buffers with bytes in common while both are alive.
json overlaps_of(const json& buffers) {
  struct Box {
    uint64_t begin, end, first, last;
  };
  std::vector<Box> boxes;
  for (const json& b : buffers) {
    const auto begin = b["offset"].get<uint64_t>();
    boxes.push_back({begin, begin + b["bytes"].get<uint64_t>(), b["first_step"].get<uint64_t>(),
                     b["last_step"].get<uint64_t>()});
  }
  json overlaps = json::array();
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t k = i + 1; k < boxes.size(); ++k) {
      const Box &a = boxes[i], &b = boxes[k];
      if (a.begin >= b.end || b.begin >= a.end || a.first > b.last || b.first > a.last) continue;
      const bool is_in_order = a.first <= b.first;
      overlaps.push_back({{"input", is_in_order ? i : k}, {"output", is_in_order ? k : i}});
    }
  }
  return overlaps;
}

/// Bytes that are taken at each moment; those that two buffers share count once.
std::vector<uint64_t> alive_of(const json& buffers, uint32_t steps) {
  using Range = std::pair<uint64_t, uint64_t>;
  std::vector<std::vector<Range>> ranges(steps + 2);
  for (const json& b : buffers) {
    const auto begin = b["offset"].get<uint64_t>();
    for (auto at = b["first_step"].get<uint32_t>(); at <= b["last_step"].get<uint32_t>(); ++at) {
      ranges[at].emplace_back(begin, begin + b["bytes"].get<uint64_t>());
    }
  }
  std::vector<uint64_t> alive;
  for (std::vector<Range>& taken : ranges) {
    std::sort(taken.begin(), taken.end());
    uint64_t bytes = 0, reached = 0;
    for (const auto& [begin, end] : taken) {
      if (end > reached) bytes += end - std::max(begin, reached);
      reached = std::max(reached, end);
    }
    alive.push_back(bytes);
  }
  return alive;
}

/// Fills in what follows from the buffers.
void add_moments(json& arena, uint32_t steps) {
  const std::vector<uint64_t> alive = alive_of(arena["buffers"], steps);
  arena["peak_step"] = std::max_element(alive.begin(), alive.end()) - alive.begin();
  arena["alive"] = alive;
  arena["overlaps"] = overlaps_of(arena["buffers"]);
}

json box(const std::string& what, uint32_t offset, uint32_t bytes, uint32_t first, uint32_t last) {
  return {{"what", what},
          {"offset", offset},
          {"bytes", bytes},
          {"first_step", first},
          {"last_step", last}};
}

/// One box for the whole of what is kept from run to run: a layout says where each part begins only.
json span_box(const char* what, const char* role, uint32_t offset, uint32_t bytes, uint32_t steps) {
  json one = box(what, offset, bytes, 0, steps + 1);
  one["role"] = role;
  one["written_by"] = one["read_by"] = json::array();
  return one;
}

}  // namespace

json interpreter_arena(const LoadedModel& loaded, ArenaPlan plan) {
  const Result<uint32_t> needed = needed_bytes(*loaded.model, plan);
  require(needed.fault(), loaded.path, &*loaded.model);
  Arena memory(*needed);
  Layout layout({loaded.bytes.data(), loaded.bytes.size()}, all_ops(), memory.memory());
  (void)(plan == ArenaPlan::Stored ? layout.plan_as_stored() : layout.plan());
  require(layout.fault(), loaded.path, &*loaded.model);
  const Records records(layout);
  const Span<const plan::Buffer> all = layout.buffers();
  const uint32_t steps = layout.step_count();
  const uint32_t own = layout.persistent_bytes();
  json buffers = json::array();
  buffers.push_back(
      span_box("steps, places and params of the interpreter", "runtime", 0, own, steps));
  if (layout.state_bytes() != 0) {
    buffers.push_back(
        span_box("state kept from run to run", "state", own, layout.state_bytes(), steps));
  }
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].bytes == 0) continue;  // no scratch, in the place of an input, or part of the state
    json one = box("", own + layout.state_bytes() + all[i].offset, all[i].bytes, all[i].first_step,
                   all[i].last_step);
    records.describe_to(one, i);
    one["what"] = i < steps ? "scratch of step " + std::to_string(i)
                            : one.value("name", std::string("a tensor"));
    buffers.push_back(one);
  }
  const uint32_t least =
      own + layout.state_bytes() + plan::lower_bound_bytes(all, kBufferAlignmentBytes);
  json arena{{"arena_bytes", *needed},
             {"lower_bound_bytes", least},
             {"is_optimal", *needed == least},
             {"state_bytes", layout.state_bytes()},
             {"runtime_bytes", own},
             {"steps", steps_json(layout)},
             {"buffers", buffers}};
  add_moments(arena, steps);
  return arena;
}

json compiled_arena(const LoadedModel& loaded, const compiler::Compiled& made) {
  const LoadedModel changed(loaded.path, made.model.empty() ? loaded.bytes : made.model);
  const Result<uint32_t> needed = needed_bytes(*changed.model);
  require(needed.fault(), loaded.path, &*changed.model);
  Arena memory(*needed);
  Layout layout({changed.bytes.data(), changed.bytes.size()}, all_ops(), memory.memory());
  (void)layout.plan();
  require(layout.fault(), loaded.path, &*changed.model);
  Records records(layout);
  json buffers = json::array();
  for (const compiler::MemoryPlan::Buffer& b : made.plan.buffers) {
    json one = box(b.what, b.offset, b.bytes, b.first_step, b.last_step);
    if (!b.region.empty()) one["region"] = b.region;
    records.describe_to(one, b.record, b.tensor);
    buffers.push_back(one);
  }
  json arena{{"arena_bytes", made.arena_bytes},
             {"lower_bound_bytes", made.plan.lower_bound_bytes},
             {"is_optimal", made.plan.is_optimal},
             {"state_bytes", made.state_bytes},
             {"runtime_bytes", 0},
             {"steps", steps_json(layout)},
             {"buffers", buffers}};
  add_moments(arena, layout.step_count());
  return arena;
}

}  // namespace mote::tool
