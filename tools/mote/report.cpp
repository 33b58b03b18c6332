// SPDX-License-Identifier: Apache-2.0
// mote report: all that a model takes, where and when, and what each option of the compiler changes.
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>

#include <nlohmann/json.hpp>

#include "arena.h"
#include "arena_picture.h"
#include "commands.h"
#include "compile.h"
#include "describe.h"
#include "gains.h"
#include "report_page.h"
#include "session.h"

namespace mote::tool {
namespace {

using nlohmann::json;

/// A way to run the model, by options of `mote compile`.
struct Way {
  std::string flags;
  std::string group;
  std::string does;
  compiler::CompileOptions options;
};

std::string flags_of(const ReportOptions& options) {
  std::string flags = "--target " + options.target + " --optimize " + options.optimize;
  if (options.ram_bytes != 0) flags += " --ram " + std::to_string(options.ram_bytes);
  if (options.no_passes) flags += " --no-passes";
  for (const std::string& pass : options.without) flags += " --without " + pass;
  return flags;
}

Way way_given(const ReportOptions& options) {
  Way way{flags_of(options), "chosen", "as this report was asked for", {}};
  way.options.target = options.target;
  way.options.optimize = options.optimize;
  way.options.passes = !options.no_passes;
  way.options.rows.ram_bytes = options.ram_bytes;
  way.options.without = options.without;
  way.options.file = std::filesystem::path(options.file).filename().string();
  return way;
}

bool have_same_kernels(const compiler::Target& a, const compiler::Target& b) {
  return a.dsp == b.dsp && a.scalar == b.scalar && a.mve == b.mve;
}

/// A core, but the chosen one; "host" is none.
bool is_other_core(const compiler::Target& target, const Way& chosen) {
  const std::string name = target.name;
  // With the reference kernels all cores are alike.
  return name != "host" && name != chosen.options.target && chosen.options.optimize == "speed";
}

/// The chosen way with one thing changed, for each thing that can be. Cores with the same kernels
/// share one.
std::vector<Way> other_ways(const Way& chosen, const compiler::Report& passes) {
  std::vector<Way> ways;
  const auto add = [&](const std::string& flags, const char* group, const std::string& does) {
    ways.push_back({flags, group, does, chosen.options});
    return &ways.back().options;
  };
  if (chosen.options.optimize == "speed") {
    add("--optimize size", "option", "the smallest kernels")->optimize = "size";
  } else {
    add("--optimize speed", "option", "the fastest kernels of the target")->optimize = "speed";
  }
  add("--no-overlap", "option", "what a step writes, apart from what it reads")->rows.overlap =
      false;
  if (chosen.options.rows.ram_bytes != 0) {
    add("without --ram", "option", "every step at once")->rows.ram_bytes = 0;
  }
  if (chosen.options.passes) {
    add("--no-passes", "option", "the graph as it is")->passes = false;
    for (const compiler::PassReport& pass : passes.passes) {
      if (pass.changes == 0) continue;
      const std::string name = pass.pass->name;
      add("--without " + name, "option", std::string("not: ") + pass.pass->does)
          ->without.push_back(name);
    }
  } else {
    add("with passes", "option", "the graph changed to need less, same bits")->passes = true;
  }
  for (const compiler::Target& target : compiler::kTargets) {
    if (!is_other_core(target, chosen)) continue;
    const std::string name = target.name;
    const auto same = std::find_if(ways.begin(), ways.end(), [&](const Way& way) {
      return way.group == "target" &&
             have_same_kernels(compiler::target_named(way.options.target), target);
    });
    if (same != ways.end()) same->flags += ", " + name;
    else add("--target " + name, "target", "the same for another core")->target = name;
  }
  return ways;
}

/// The chosen way by rows, with the least memory that is found; without flags if none needs less.
Way way_by_rows(const Model& model, const Way& chosen, uint32_t chosen_bytes) {
  Way way{"", "option", "steps run by rows, which costs time: the least arena that was found",
          chosen.options};
  const auto compiled_with = [&](uint32_t ram_bytes) {
    compiler::CompileOptions options = chosen.options;
    options.rows.ram_bytes = ram_bytes;
    return compiler::compile(model, options);
  };
  uint32_t low = compiled_with(1).sources.rows.least_bytes;
  uint32_t high = chosen_bytes;
  if (low == 0) return way;
  // The compiler says what is alive at least. Its plan may need more: by how much, trials tell.
  constexpr uint32_t kCloseBytes = 256;
  for (uint32_t trial = low; trial < high; trial = low + (high - low) / 2) {
    const compiler::Compiled made = compiled_with(trial);
    if (made.fault.ok() && made.sources.rows.fits) {
      way.flags = "--ram " + std::to_string(trial);
      way.options.rows.ram_bytes = trial;
      high = trial;
    } else {
      low = trial;
    }
    if (high - low < kCloseBytes) break;
  }
  return way;
}

class Collection {
 public:
  explicit Collection(const LoadedModel& loaded) : loaded_(loaded) {}

  void add_interpreter() {
    json option{{"flags", "interpreter"},
                {"group", "interpreter"},
                {"does", "mote::Interpreter, with the file in flash; the same on every target"}};
    option["flash_bytes"] = loaded_.bytes.size();
    finish(option, interpreter_arena(loaded_));
  }

  compiler::Compiled add(const Way& way) {
    const compiler::Compiled made = compiler::compile(*loaded_.model, way.options);
    require(made.fault, loaded_.path, &*loaded_.model);
    if (!made.sources.rows.fits) {
      if (way.options.rows.ram_bytes != 0 && way.group == "chosen") {
        throw Failure(kDoesNotFit, too_large(made, way));
      }
      return made;  // this option does not go with the chosen ones
    }
    json option{{"flags", way.flags},
                {"group", way.group},
                {"does", way.does},
                {"weight_bytes", made.sources.weight_bytes},
                {"other_constant_bytes", made.sources.constant_bytes},
                {"slow", made.sources.slow},
                {"kept_as_is", made.kept_as_is}};
    option["flash_bytes"] = made.sources.weight_bytes + made.sources.constant_bytes;
    finish(option, compiled_arena(loaded_, made));
    return made;
  }

  json take_options() { return std::move(options_); }
  json take_arenas() { return std::move(arenas_); }

 private:
  std::string too_large(const compiler::Compiled& made, const Way& way) const {
    const std::string text = loaded_.path + ": no schedule fits into --ram " +
                             std::to_string(way.options.rows.ram_bytes) + " bytes of arena";
    const uint32_t least = made.sources.rows.least_bytes;
    return least == 0 ? text : text + "; it takes " + std::to_string(least) + " at least";
  }

  /// Equal arenas are kept once.
  void finish(json& option, const json& arena) {
    const auto found = std::find(arenas_.begin(), arenas_.end(), arena);
    option["arena"] = found - arenas_.begin();
    if (found == arenas_.end()) arenas_.push_back(arena);
    uint64_t macs = 0;
    for (const json& step : arena["steps"]) macs += step["macs"].get<uint64_t>();
    option["multiply_accumulates"] = macs;
    option["arena_bytes"] = arena["arena_bytes"];
    options_.push_back(option);
  }

  const LoadedModel& loaded_;
  json options_ = json::array();
  json arenas_ = json::array();
};

json make_report(const ReportOptions& options, const LoadedModel& loaded) {
  Collection all(loaded);
  const Way chosen = way_given(options);
  const compiler::Compiled made = all.add(chosen);
  all.add_interpreter();
  const Way by_rows = way_by_rows(*loaded.model, chosen, made.arena_bytes);
  if (!by_rows.flags.empty()) all.add(by_rows);
  for (const Way& way : other_ways(chosen, made.report)) all.add(way);
  return {{"mote", MOTE_VERSION},
          {"file", options.file},
          {"name", std::filesystem::path(options.file).filename().string()},
          {"model_bytes", loaded.bytes.size()},
          {"target", options.target},
          {"optimize", options.optimize},
          {"chosen", 0},
          {"options", all.take_options()},
          {"arenas", all.take_arenas()}};
}

// ---- as text

std::string number(const json& value) { return std::to_string(value.get<uint64_t>()); }

std::string shape_of(const json& tensors) {
  std::string text;
  for (const json& tensor : tensors) {
    text += (text.empty() ? "" : ", ") + tensor["type"].get<std::string>() + tensor["shape"].dump();
  }
  return text;
}

std::string shortened(const std::string& name) {
  constexpr size_t kMost = 60;
  return printable(name.size() <= kMost ? name : name.substr(0, kMost - 3) + "...");
}

/// Columns of text: the first `left` of them to the left, the others to the right.
void print_table(const std::vector<std::vector<std::string>>& rows, size_t left) {
  std::vector<size_t> widths(rows[0].size(), 0);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const auto& row : rows) {
    std::string line = " ";
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - row[i].size(), ' ');
      line += " " + (i < left ? row[i] + space : space + row[i]) + " ";
    }
    while (line.back() == ' ') line.pop_back();
    std::cout << line << '\n';
  }
}

void print_head(const json& report, const json& option, const json& arena) {
  std::cout << report["file"].get<std::string>() << ": " << report["model_bytes"]
            << " bytes; compiled with " << option["flags"].get<std::string>() << '\n'
            << "  arena " << arena["arena_bytes"] << " bytes; "
            << (arena["is_optimal"].get<bool>()
                    ? std::string("no plan of these steps needs less")
                    : "no plan can need less than " + number(arena["lower_bound_bytes"]))
            << '\n';
  if (arena["state_bytes"] != 0) {
    std::cout << "  " << arena["state_bytes"] << " of them are kept from run to run\n";
  }
  const auto peak = arena["peak_step"].get<size_t>();
  if (peak > 0 && peak <= arena["steps"].size()) {
    std::cout << "  most is alive in step " << peak - 1 << ", "
              << arena["steps"][peak - 1]["operator"].get<std::string>() << ": "
              << arena["alive"][peak] << " bytes\n";
  }
  std::cout << "  in flash beside the code: weights " << option["weight_bytes"]
            << " bytes, other constants " << option["other_constant_bytes"] << '\n'
            << "  a run: " << option["multiply_accumulates"] << " multiply-accumulates\n";
  for (const json& slow : option["slow"]) {
    std::cout << "  slow: " << slow.get<std::string>() << '\n';
  }
  if (option["kept_as_is"] != "") {
    std::cout << "  no pass ran: " << option["kept_as_is"].get<std::string>() << '\n';
  }
}

void print_text(const json& report) {
  const json& option = report["options"][report["chosen"].get<size_t>()];
  const json& arena = report["arenas"][option["arena"].get<size_t>()];
  print_head(report, option, arena);
  std::cout << "\nsteps\n";
  std::vector<std::vector<std::string>> rows{
      {"step", "operator", "reads", "writes", "MACs", "weights", "alive"}};
  for (const json& step : arena["steps"]) {
    rows.push_back({number(step["index"]), step["operator"], shape_of(step["inputs"]),
                    shape_of(step["outputs"]), number(step["macs"]), number(step["weight_bytes"]),
                    number(arena["alive"][step["index"].get<size_t>() + 1])});
  }
  print_table(rows, 4);
  std::cout << "\nbuffers (alive from step to step; in: before the first, out: after the last)\n";
  const size_t last = arena["alive"].size() - 1;
  const auto moment = [&](const json& at) {
    const auto i = at.get<size_t>();
    return i == 0 ? std::string("in") : i == last ? "out" : std::to_string(i - 1);
  };
  rows = {{"role", "what", "alive", "offset", "bytes"}};
  for (const json& b : arena["buffers"]) {
    rows.push_back({b["role"], shortened(b["what"]),
                    moment(b["first_step"]) + "-" + moment(b["last_step"]), number(b["offset"]),
                    number(b["bytes"])});
  }
  print_table(rows, 3);
  std::cout << "\nwhat each option changes (one at a time)\n";
  rows = {{"option", "arena", "flash", "MACs"}};
  for (const json& o : report["options"]) {
    rows.push_back({o["flags"], number(o["arena_bytes"]), number(o["flash_bytes"]),
                    number(o["multiply_accumulates"])});
  }
  print_table(rows, 1);
  std::cout
      << "\nflash: constants of the model, without code; for the interpreter the whole file\n";
}

}  // namespace

int report(const ReportOptions& options) {
  require_passes("report", options.without);
  const LoadedModel loaded(options.file);
  (void)needed_ops(loaded);
  const json all = make_report(options, loaded);
  if (!options.html.empty()) {
    const std::string page = report_page(all);
    write_file(options.html, page.data(), page.size());
  }
  if (options.json) {
    std::cout << all.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!options.html.empty()) {
    std::cout << options.html << ": the report of " << options.file << '\n';
  } else {
    print_text(all);
  }
  return 0;
}

}  // namespace mote::tool
