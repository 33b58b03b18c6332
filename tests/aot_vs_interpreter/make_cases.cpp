// SPDX-License-Identifier: Apache-2.0
// Compiles the models of recorded cases and writes a few source files that hold the code of many each.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "case_batches.h"
#include "recorded_cases.h"
#include "session.h"

namespace mote::aot {
namespace {

namespace fs = std::filesystem;

class Maker {
 public:
  Maker(fs::path root, fs::path folder, uint32_t batches)
      : batches_(std::move(root), std::move(folder), batches) {}

  /// Of the first case, the second one ..., and again.
  std::vector<std::string> targets = {"portable"};
  /// Cases whose code calls nothing that begins with one of these are left out; empty: none.
  std::vector<std::string> kernels;
  /// Chains run by so many rows a turn, the first case by one row, the next by two ...; cases without
  /// a chain are left out. 0: none runs by rows.
  int32_t most_rows = 0;
  /// The first input is read row by row.
  bool input_by_rows = false;
  /// Of every second case, if it can be.
  bool some_input_by_rows = false;
  /// Half of the nets in two regions: what they need in one, and half of it in a faster one. The others
  /// in a shared arena.
  bool in_regions = false;
  /// Compresses every layer's weights that can be, in small tiles; cases without any are left out.
  bool compressed = false;

  void add(const fs::path& folder) {
    const std::vector<uint8_t> bytes = tool::read_file(folder / "model.tflite");
    const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
    if (!model.ok()) return batches_.refuse(folder, model.fault(), nullptr);
    compiler::CompileOptions options;
    options.name = identifier(batches_.added(), folder);
    options.file = "model.tflite";
    if (compressed) options.compress = {compiler::Compression::Auto, {}, {}, true, kTileBytes};
    options.target = targets[batches_.added() % targets.size()];
    const auto number = static_cast<int32_t>(batches_.added());
    if (most_rows != 0) options.rows.rows_per_turn = 1 + number % most_rows;
    options.rows.input_by_rows = input_by_rows || (some_input_by_rows && number % 2 == 1);
    compiler::Compiled made = compiler::compile(*model, options);
    if (!made.sources.rows.fits && some_input_by_rows) {
      options.rows.input_by_rows = false;
      made = compiler::compile(*model, options);
    }
    if (in_regions && made.fault.ok()) {
      constexpr uint32_t kWindowBytes = 64;  // of the application
      if (batches_.added() % 2 == 0) {
        options.regions = {{"fast", made.arena_bytes / 2},
                           {"slow", made.arena_bytes + kWindowBytes}};
      } else {
        options.shared_arena = options.name + "_shared";
      }
      options.buffers = {{"window", kWindowBytes, 0, 0}};
      made = compiler::compile(*model, options);
    }
    if (!made.fault.ok()) return batches_.refuse(folder, made.fault, &*model);
    if (!made.sources.rows.fits) return;
    if (!calls_wanted(made) || (most_rows != 0 && made.sources.bands == 0)) return;
    if (compressed && made.sources.compressed.empty()) return;
    batches_.add(folder, options, made, *model);
  }

  void finish() { batches_.finish(); }

 private:
  static constexpr uint32_t kTileBytes = 24;  // so that small layers have several tiles

  bool calls_wanted(const compiler::Compiled& made) const {
    const std::vector<std::string>& all = made.sources.kernels;
    return kernels.empty() || std::any_of(all.begin(), all.end(), [this](const std::string& name) {
             return std::any_of(kernels.begin(), kernels.end(), [&name](const std::string& begin) {
               return name.rfind(begin, 0) == 0;
             });
           });
  }

  CaseBatches batches_;
};

int run(int count, char** arguments) {
  CLI::App app(
      "Writes compiled code of recorded cases as OUT/batch_0.cpp ... and OUT/batches.cpp.");
  std::string root;
  std::vector<std::string> parts;
  std::string out;
  uint32_t batches = 8;
  app.add_option("ROOT", root, "folder that the names of cases begin at")->required();
  app.add_option("PART", parts, "folders in it whose cases are taken")->required();
  app.add_option("--batches", batches, "source files to write")->check(CLI::Range(1, 1000));
  std::vector<std::string> targets = {"portable"};
  std::vector<std::string> kernels;
  app.add_option("--target", targets, "as of mote compile; of several, each case has the next one")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--kernels", kernels, "only cases that call a kernel whose name begins so")
      ->delimiter(',');
  bool in_regions = false;
  app.add_flag("--regions", in_regions, "divide the memory of each net");
  uint32_t each = 1;
  app.add_option("--each", each, "only every so many-th case")->check(CLI::Range(1, 1000));
  bool compressed = false;
  app.add_flag("--compressed", compressed,
               "with compressed weights, and only cases that have some");
  app.add_option("-o", out, "folder to write into")->required();
  bool input_by_rows = false;
  app.add_flag("--input-by-rows", input_by_rows, "only cases whose input can be read row by row");
  bool some_input_by_rows = false;
  app.add_flag("--some-input-by-rows", some_input_by_rows,
               "the input of every second case, if it can be");
  int32_t most_rows = 0;
  app.add_option("--by-rows", most_rows,
                 "only cases of which some steps can run by rows, and do, by 1 to this many")
      ->check(CLI::Range(1, 100));
  CLI11_PARSE(app, count, arguments);
  fs::create_directories(out);
  Maker maker(root, out, batches);
  maker.targets = targets;
  maker.compressed = compressed;
  maker.kernels = kernels;
  maker.most_rows = most_rows;
  maker.input_by_rows = input_by_rows;
  maker.some_input_by_rows = some_input_by_rows;
  maker.in_regions = in_regions;
  size_t number = 0;
  for (const std::string& part : parts) {
    for (const fs::path& folder : tool::find_cases(fs::path(root) / part)) {
      if (number++ % each == 0) maker.add(folder);
    }
  }
  maker.finish();
  return 0;
}

}  // namespace
}  // namespace mote::aot

int main(int count, char** arguments) {
  try {
    return mote::aot::run(count, arguments);
  } catch (const mote::tool::Failure& failure) {
    std::cerr << "make_cases: " << failure.what() << '\n';
    return failure.status;
  }
}
