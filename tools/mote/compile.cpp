// SPDX-License-Identifier: Apache-2.0
// mote compile: a model as C++ that needs no interpreter.
#include "compile.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "compression.h"
#include "emit/memory_text.h"
#include "gains.h"
#include "memory_plan_json.h"
#include "session.h"

namespace mote::tool {
namespace {

/// The default name: the file's, made an identifier.
std::string name_of(const std::filesystem::path& file) {
  std::string name = file.stem().string();
  for (char& letter : name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
  }
  return compiler::is_identifier(name) ? name : "model_" + name;
}

uint64_t multiply_accumulates(const compiler::Compiled& made) {
  uint64_t sum = 0;
  for (const compiler::MemoryPlan::Step& step : made.plan.steps) sum += step.macs;
  return sum;
}

/// Steps that run by rows: nothing is computed twice, but rows are moved and kernels called more often.
nlohmann::json chains_json(const compiler::Compiled& made) {
  return {{"count", made.sources.bands},
          {"calls", made.sources.row_calls},
          {"moved_bytes", made.sources.moved_bytes},
          {"more_multiply_accumulates", 0},
          {"feeds_input", made.sources.rows.feeds_input}};
}

nlohmann::json streaming_json(const compiler::Compiled& made) {
  if (!made.sources.stream) return nullptr;
  const compiler::Stream& stream = *made.sources.stream;
  return {{"hop_rows", stream.hop},
          {"runs_to_fill", stream.runs_to_fill},
          {"state_bytes", stream.state_bytes},
          {"streamed_steps", stream.steps.size()}};
}

std::string words_of_rows(const compiler::Compiled& made) {
  std::string words;
  if (made.sources.bands != 0) {
    words += "  " + std::to_string(made.sources.bands) +
             " chains of steps run by rows: " + std::to_string(made.sources.row_calls) +
             " calls, " + std::to_string(made.sources.moved_bytes) +
             " bytes moved, no multiply-accumulate twice\n";
  }
  if (made.sources.rows.feeds_input) {
    words += "  the input is read row by row: invoke() takes a mote::RowSource\n";
  }
  if (made.sources.stream) {
    const compiler::Stream& stream = *made.sources.stream;
    words += "  each run takes " + std::to_string(stream.hop) + " rows of the window and makes " +
             std::to_string(multiply_accumulates(made)) + " multiply-accumulates; " +
             std::to_string(stream.state_bytes) + " bytes stay; outputs count from run " +
             std::to_string(stream.runs_to_fill) + " on\n";
  }
  return words;
}

nlohmann::json report(const compiler::Compiled& made, const compiler::CompileOptions& command) {
  return {{"name", command.name},
          {"target", command.target},
          {"optimize", command.optimize},
          {"arena_bytes", made.arena_bytes},
          {"least_arena_bytes", made.least_arena_bytes},
          {"state_bytes", made.state_bytes},
          {"weight_bytes", made.sources.weight_bytes},
          {"constant_bytes", made.sources.constant_bytes},
          {"steps", made.steps},
          {"kernels", made.sources.kernels},
          {"slow", made.sources.slow},
          {"multiply_accumulates", multiply_accumulates(made)},
          {"chains", chains_json(made)},
          {"streaming", streaming_json(made)},
          {"regions", regions_json(made.plan)},
          {"compress", compression_json(made)},
          {"passes", gains_of(made.report)},
          {"reordered", made.is_reordered},
          {"kept_as_is", made.kept_as_is}};
}

void write(const std::string& path, const std::string& text) {
  write_file(path, text.data(), text.size());
}

/// Compiles one model and writes its files.
nlohmann::json compile_one(const CompileCommand& command, const std::string& file,
                           uint32_t& shared_bytes) {
  const LoadedModel loaded(file);
  compiler::CompileOptions options;
  options.name = command.name.empty() ? name_of(file) : command.name;
  if (!compiler::is_identifier(options.name)) {
    throw Failure(kUsage, "compile: --name " + options.name +
                              ": give a name that a C++ namespace may have, such as kws");
  }
  set(options, command);
  options.passes = !command.no_passes;
  options.compress.compression = compression_named(command.compress);
  options.extras = {command.steps, command.checksum};
  options.without = command.without;
  options.file = std::filesystem::path(file).filename().string();
  const compiler::Compiled made = compiler::compile(*loaded.model, options);
  require(made.fault, file, &*loaded.model);
  require_fit(made, file, command);
  const std::string base = command.output_dir + "/" + options.name;
  write(base + ".h", made.sources.header);
  write(base + "_c.h", made.sources.c_header);
  write(base + ".cpp", made.sources.source);
  shared_bytes = std::max(shared_bytes, made.shared_bytes);
  if (!command.json) {
    std::cout << base << ".h, _c.h and .cpp: arena " << made.arena_bytes << " bytes, weights "
              << made.sources.weight_bytes << ", other constants " << made.sources.constant_bytes
              << "; " << made.steps.size() << " steps\n"
              << words_of_rows(made);
    if (command.compress != "none") std::cout << compression_line(made);
  }
  nlohmann::json all = report(made, options);
  if (!command.share_arena.empty()) all["shared_bytes"] = made.shared_bytes;
  return all;
}

void require_names(const CompileCommand& command) {
  if (command.files.size() > 1 && !command.name.empty()) {
    throw Failure(kUsage, "compile: --name is for one model; several are named as their files");
  }
  std::set<std::string> names;
  for (const std::string& file : command.files) {
    if (names.insert(name_of(file)).second) continue;
    throw Failure(kUsage, file + ": another model has this name; rename the file");
  }
}

}  // namespace

int compile(const CompileCommand& command) {
  require_passes("compile", command.without);
  require_names(command);
  require_reference_kernels(command.compress, command.target, command.optimize);
  std::error_code error;
  std::filesystem::create_directories(command.output_dir, error);
  if (error) throw Failure(kIoError, command.output_dir + ": " + error.message());
  nlohmann::json models = nlohmann::json::array();
  uint32_t shared_bytes = 0;
  for (const std::string& file : command.files) {
    models.push_back(compile_one(command, file, shared_bytes));
  }
  nlohmann::json all = models.size() == 1 ? models[0] : nlohmann::json{{"models", models}};
  const std::string& arena = command.share_arena;
  if (!arena.empty()) {
    const std::string path = command.output_dir + "/" + arena + "_arena.h";
    write(path, compiler::arena_header("// Made by mote " MOTE_VERSION ". Do not edit.\n", arena,
                                       shared_bytes));
    all["shared_arena"] = {{"name", arena}, {"bytes", shared_bytes}};
    if (!command.json) std::cout << path << ": " << shared_bytes << " bytes\n";
  }
  if (!command.report.empty()) write(command.report, all.dump(2) + "\n");
  if (command.json) std::cout << all.dump() << '\n';
  return 0;
}

}  // namespace mote::tool
