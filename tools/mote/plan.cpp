// SPDX-License-Identifier: Apache-2.0
// mote plan: how large the arena is, what lies where and when, and how close that is to the least
// possible.
#include <algorithm>
#include <iomanip>
#include <iostream>

#include "arena.h"
#include "arena_picture.h"
#include "commands.h"
#include "compile.h"
#include "describe.h"
#include "explain.h"
#include "memory_plan_json.h"
#include "registry/all_ops.h"
#include "runtime/layout.h"
#include "stored_plan.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// One planned piece of memory in words.
json buffer_json(const plan::Buffer& buffer, uint32_t persistent_bytes, const std::string& what) {
  return {{"what", what},
          {"offset", persistent_bytes + buffer.offset},
          {"bytes", buffer.bytes},
          {"first_step", buffer.first_step},
          {"last_step", buffer.last_step}};
}

/// Names of the planner's buffers: scratch of each step, then tensors as they are first met.
std::vector<std::string> buffer_names(const Layout& layout) {
  std::vector<std::string> names(layout.buffers().size());
  const auto name_tensor = [&](uint32_t first_place, const format::TensorView& tensor) {
    const uint32_t place = layout.place(first_place + tensor.index());
    if (!is_in_arena(place)) return;
    const uint32_t record = place - 1;
    if (!names[record].empty()) return;
    names[record] = "tensor " + std::to_string(tensor.index()) + ", " + text_of(tensor.name());
  };
  for (const uint32_t index : indices_of(layout.graph().inputs())) {
    name_tensor(0, layout.graph().tensor(index));
  }
  for (uint32_t i = 0; i < layout.step_count(); ++i) {
    const format::SubgraphView graph = layout.graph_of(i);
    names[i] = "scratch of operator " + std::to_string(i) + ", " + name_of(graph, layout.op_of(i));
    for (uint32_t t = 0; t < graph.tensor_count(); ++t) {
      name_tensor(layout.step(i).first_place, graph.tensor(t));
    }
  }
  return names;
}

json make_plan(const LoadedModel& loaded, ArenaPlan plan) {
  const Result<uint32_t> needed = needed_bytes(*loaded.model, plan);
  require(needed.fault(), loaded.path, &*loaded.model);
  Arena arena(*needed);
  Layout layout({loaded.bytes.data(), loaded.bytes.size()}, all_ops(), arena.memory());
  (void)(plan == ArenaPlan::Stored ? layout.plan_as_stored() : layout.plan());
  require(layout.fault(), loaded.path, &*loaded.model);
  const std::vector<std::string> names = buffer_names(layout);
  const Span<const plan::Buffer> all = layout.buffers();
  json buffers = json::array();
  std::vector<uint64_t> alive(layout.step_count() + 2, 0);
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].bytes == 0) continue;  // no scratch, or in the place of an input
    buffers.push_back(
        buffer_json(all[i], layout.persistent_bytes() + layout.state_bytes(), names[i]));
    for (size_t step = all[i].first_step; step <= all[i].last_step; ++step) {
      alive[step] += all[i].bytes;
    }
  }
  size_t peak = 1;
  for (size_t step = 1; step <= layout.step_count(); ++step) {
    if (alive[step] > alive[peak]) peak = step;
  }
  const uint32_t least = layout.persistent_bytes() + layout.state_bytes() +
                         plan::lower_bound_bytes(all, kBufferAlignmentBytes);
  json out{{"file", loaded.path},
           {"arena_bytes", *needed},
           {"persistent_bytes", layout.persistent_bytes() + layout.state_bytes()},
           {"state_bytes", layout.state_bytes()},
           {"lower_bound_bytes", least},
           {"is_optimal", *needed == least},
           {"has_stored_plan", has_stored_plan(loaded)},
           {"steps", layout.step_count() + 2},
           {"buffers", buffers}};
  if (layout.step_count() != 0) {
    out["peak_operator"] = {
        {"index", peak - 1},
        {"name", name_of(layout.graph(), layout.op_of(static_cast<uint32_t>(peak - 1)))},
        {"bytes", alive[peak]}};
  }
  return out;
}

void print_buffers(const json& buffers) {
  std::cout << "  offset     bytes  steps    what\n";
  for (const json& b : buffers) {
    const std::string region = b.value("region", "");
    const std::string steps = std::to_string(b["first_step"].get<int>()) + "-" +
                              std::to_string(b["last_step"].get<int>());
    std::cout << std::setw(8) << b["offset"].get<uint32_t>() << std::setw(10)
              << b["bytes"].get<uint32_t>() << "  " << std::left << std::setw(9) << steps
              << std::right << (region.empty() ? "" : region + ": ") << b["what"].get<std::string>()
              << '\n';
  }
}

/// "no plan could need less", or by how much one might.
std::string bound_text(const json& plan) {
  const auto least = plan["lower_bound_bytes"].get<uint32_t>();
  if (plan["is_optimal"].get<bool>()) return "no plan could need less";
  return "no plan could need less than " + std::to_string(least);
}

void write_picture(const PlanOptions& options, const json& arena, const std::string& whose) {
  const std::string svg =
      arena_picture(arena, options.file + ": " + whose + ", " +
                               with_commas(arena["arena_bytes"].get<uint64_t>()) + " bytes");
  write_file(options.svg, svg.data(), svg.size());
}

int plan_compiled(const PlanOptions& options, const LoadedModel& loaded) {
  compiler::CompileOptions wanted;
  wanted.file = options.file;
  set(wanted, options);
  const compiler::Compiled made = compiler::compile(*loaded.model, wanted);
  require(made.fault, options.file, &*loaded.model);
  require_fit(made, options.file, options);
  json plan = json_of(made.plan);
  plan["file"] = options.file;
  if (!options.svg.empty()) {
    write_picture(options, compiled_arena(loaded, made),
                  "compiled for " + options.target + ", " + options.optimize);
  }
  if (options.json) {
    std::cout << plan.dump(2) << '\n';
    return 0;
  }
  std::cout << options.file << ": compiled, it needs " << made.arena_bytes << " bytes"
            << (made.plan.regions.empty() ? "; " + bound_text(plan) : "") << '\n'
            << "  " << made.state_bytes << " bytes live from run to run\n";
  const uint32_t peak = made.plan.peak_step;
  if (peak >= 1 && peak <= made.plan.steps.size()) {
    const auto& step = made.plan.steps[peak - 1];
    std::cout << "  most is alive in step " << step.index << ", " << step.entry << ": "
              << made.plan.alive[peak] << " bytes\n";
  }
  for (const auto& region : made.plan.regions) {
    std::cout << "  region " << region.name << ": " << region.used_bytes << " of " << region.bytes
              << " bytes used, " << region.touched_bytes << " written and read there in a run\n";
  }
  print_buffers(plan["buffers"]);
  return 0;
}

int write_plan(const PlanOptions& options, const LoadedModel& loaded) {
  const StoredModel stored = store_best_plan(loaded, options.write);
  write_file(options.write, stored.file.data(), stored.file.size());
  if (options.json) {
    std::cout << json{{"file", options.write},
                      {"arena_bytes", stored.arena_bytes},
                      {"device_plan_bytes", stored.device_bytes},
                      {"lower_bound_bytes", stored.lower_bound_bytes},
                      {"is_optimal", stored.arena_bytes == stored.lower_bound_bytes}}
                     .dump(2)
              << '\n';
    return 0;
  }
  std::cout << options.write << ": with the plan that it holds the arena needs "
            << stored.arena_bytes
            << " bytes (Interpreter::create_as_stored), with the device's own "
            << stored.device_bytes << '\n'
            << "  "
            << bound_text({{"is_optimal", stored.arena_bytes == stored.lower_bound_bytes},
                           {"lower_bound_bytes", stored.lower_bound_bytes}})
            << '\n';
  return 0;
}

}  // namespace

int plan(const PlanOptions& options) {
  const LoadedModel loaded(options.file);
  (void)needed_ops(loaded);
  if (options.compiled) return plan_compiled(options, loaded);
  if (!options.write.empty()) return write_plan(options, loaded);
  const ArenaPlan whose = options.stored_plan ? ArenaPlan::Stored : ArenaPlan::OfDevice;
  const json plan = make_plan(loaded, whose);
  if (!options.svg.empty()) {
    write_picture(options, interpreter_arena(loaded, whose), "the interpreter's arena");
  }
  if (options.json) {
    std::cout << plan.dump(2) << '\n';
    return 0;
  }
  std::cout << options.file << ": the arena needs " << plan["arena_bytes"]
            << " bytes on every target (aligned to 16)\n"
            << "  " << plan["persistent_bytes"] << " bytes live as long as the interpreter; "
            << bound_text(plan) << '\n';
  if (plan["has_stored_plan"].get<bool>() && !options.stored_plan) {
    std::cout << "  the file holds another plan: --stored-plan shows it\n";
  }
  if (plan.contains("peak_operator")) {
    const json& peak = plan["peak_operator"];
    std::cout << "  most is alive in operator " << peak["index"] << ", "
              << peak["name"].get<std::string>() << ": " << peak["bytes"] << " bytes\n";
  }
  print_buffers(plan["buffers"]);
  return 0;
}

}  // namespace mote::tool
