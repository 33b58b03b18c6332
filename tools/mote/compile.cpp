// SPDX-License-Identifier: Apache-2.0
// mote compile: a model as C++ that needs no interpreter.
#include "compile.h"

#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "gains.h"
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

nlohmann::json report(const compiler::Compiled& made, const CompileCommand& command) {
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
          {"passes", gains_of(made.report)},
          {"kept_as_is", made.kept_as_is}};
}

std::string too_large(const compiler::Compiled& made, const CompileCommand& command) {
  std::string text = command.file + ": no schedule fits into --ram " +
                     std::to_string(command.ram_bytes) + " bytes of arena; without --ram it is " +
                     std::to_string(made.arena_bytes);
  const uint32_t least = made.sources.rows.least_bytes;
  return least == 0 ? text : text + ", and " + std::to_string(least) + " at least";
}

}  // namespace

int compile(CompileCommand command) {
  namespace fs = std::filesystem;
  require_passes("compile", command.without);
  const LoadedModel loaded(command.file);
  if (command.name.empty()) command.name = name_of(command.file);
  if (!compiler::is_identifier(command.name)) {
    throw Failure(kUsage, "compile: --name " + command.name +
                              ": give a name that a C++ namespace may have, such as kws");
  }
  compiler::CompileOptions options;
  options.name = command.name;
  options.target = command.target;
  options.optimize = command.optimize;
  options.passes = !command.no_passes;
  options.without = command.without;
  options.rows.ram_bytes = command.ram_bytes;
  options.rows.input_by_rows = command.input_by_rows;
  options.rows.rows_per_turn = command.rows_per_turn;
  options.rows.overlap = !command.no_overlap;
  options.file = fs::path(command.file).filename().string();
  const compiler::Compiled made = compiler::compile(*loaded.model, options);
  require(made.fault, command.file, &*loaded.model);
  if (!made.sources.rows.fits) throw Failure(kDoesNotFit, too_large(made, command));
  std::error_code error;
  fs::create_directories(command.output_dir, error);
  if (error) throw Failure(kIoError, command.output_dir + ": " + error.message());
  const std::string base = command.output_dir + "/" + command.name;
  const auto write = [](const std::string& path, const std::string& text) {
    write_file(path, text.data(), text.size());
  };
  write(base + ".h", made.sources.header);
  write(base + "_c.h", made.sources.c_header);
  write(base + ".cpp", made.sources.source);
  const nlohmann::json all = report(made, command);
  if (!command.report.empty()) write(command.report, all.dump(2) + "\n");
  if (command.json) {
    std::cout << all.dump() << '\n';
  } else {
    std::cout << base << ".h, _c.h and .cpp: arena " << made.arena_bytes << " bytes, weights "
              << made.sources.weight_bytes << ", other constants " << made.sources.constant_bytes
              << "; " << made.steps.size() << " steps\n";
  }
  return 0;
}

}  // namespace mote::tool
