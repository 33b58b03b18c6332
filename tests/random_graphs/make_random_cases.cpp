// SPDX-License-Identifier: Apache-2.0
// Writes random models as cases for compare_cases.cpp: OUT/cases/SEED with the model, inputs and what the
// interpreter makes of them, and OUT/batch_0.cpp ... with their compiled code. OUT/cases.json says how
// each was compiled.
#include <filesystem>
#include <iostream>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "case_batches.h"
#include "evaluate/evaluate.h"
#include "random_graph.h"
#include "random_options.h"
#include "session.h"

namespace mote::random_graphs {
namespace {

namespace fs = std::filesystem;
using models::Bytes;
using nlohmann::json;

/// Invokes of a run, one after the other on the same memory.
constexpr int kSteps = 2;

void write(const fs::path& path, const Bytes& bytes) {
  tool::write_file(path, bytes.data(), bytes.size());
}

class Maker {
 public:
  Maker(const fs::path& out, uint32_t batches)
      : root_(out / "cases"), out_(out), batches_(root_, out, batches) {}

  /// False, with a message, if the generator or the compiler is at fault.
  bool add(uint64_t seed) {
    const Bytes file = models::build(random_graph(seed));
    const fs::path folder = root_ / std::to_string(seed);
    fs::create_directories(folder);
    write(folder / "model.tflite", file);
    const Result<Model> model = Model::verify({file.data(), file.size()});
    if (!model.ok()) return fail(seed, "the verifier refuses the model");
    try {
      record(folder, file, seed);
    } catch (const compiler::RuntimeFault& fault) {
      return fail(seed, fault.what());
    }
    const std::string name = "graph" + std::to_string(seed);
    RandomCompilation one;
    try {
      one = compile_somehow(*model, name, seed);
    } catch (const std::exception& error) {
      return fail(seed, std::string("the compiler: ") + error.what());
    }
    const compiler::Compiled& made = one.made;
    described_[std::to_string(seed)] = {
        {"options", one.words},        {"arena_bytes", made.arena_bytes},
        {"bands", made.sources.bands}, {"input_by_rows", made.sources.rows.feeds_input},
        {"operators", made.steps},     {"overlaps", made.plan.overlaps.size()}};
    if (!one.error.empty()) return fail(seed, one.error + ": " + one.words);
    if (!made.fault.ok()) {
      batches_.refuse(folder, made.fault, &*model);
      return fail(seed, "the compiler refuses what the interpreter runs: " + one.words);
    }
    batches_.add(folder, one.options, made, *model);
    return true;
  }

  void finish() {
    batches_.finish();
    const std::string text =
        json{{"graphs", described_}, {"outputs", outputs_}, {"flat_outputs", flat_outputs_}}.dump(
            1);
    tool::write_file(out_ / "cases.json", text.data(), text.size());
  }

 private:
  static bool fail(uint64_t seed, const std::string& text) {
    std::cerr << "FAILED " << seed << ": " << text << '\n';
    return false;
  }

  /// What goes in and what the interpreter makes of it.
  void record(const fs::path& folder, const Bytes& file, uint64_t seed) {
    compiler::Runner runner(file);
    const json meta = {{"runs", json::array({{{"dir", "run"}}})}};
    const std::string text = meta.dump();
    tool::write_file(folder / "meta.json", text.data(), text.size());
    for (int step = 0; step < kSteps; ++step) {
      const fs::path to = folder / "run" / ("step" + std::to_string(step));
      fs::create_directories(to);
      std::vector<Bytes> inputs;
      for (uint32_t i = 0; i < runner.interpreter().input_count(); ++i) {
        const Tensor input = runner.interpreter().input(i);
        const uint64_t own = (seed * kSteps + static_cast<uint64_t>(step)) * 16 + i;
        inputs.push_back(compiler::random_bytes(input.type(), input.bytes(), own));
        write(to / ("in" + std::to_string(i) + ".bin"), inputs.back());
      }
      const std::vector<Bytes> outputs = runner.run(inputs);
      for (size_t i = 0; i < outputs.size(); ++i) {
        write(to / ("out" + std::to_string(i) + ".bin"), outputs[i]);
        ++outputs_;
        const std::set<uint8_t> values(outputs[i].begin(), outputs[i].end());
        if (outputs[i].size() >= 16 && values.size() < 4) ++flat_outputs_;
      }
    }
  }

  fs::path root_, out_;
  aot::CaseBatches batches_;
  json described_ = json::object();
  int outputs_ = 0, flat_outputs_ = 0;  ///< flat: of 16 bytes or more with less than 4 values
};

int run(int count, char** arguments) {
  CLI::App app("Writes random models and their compiled code, compiled in random ways.");
  uint64_t seed = 1;
  uint32_t graphs = 100;
  uint32_t batches = 2;
  std::string out;
  app.add_option("--seed", seed, "of the first model; the next has the next one")
      ->capture_default_str();
  app.add_option("--graphs", graphs, "models")->capture_default_str()->check(CLI::Range(1, 10000));
  app.add_option("--batches", batches, "source files")->check(CLI::Range(1, 1000));
  app.add_option("-o", out, "folder to write into")->required();
  CLI11_PARSE(app, count, arguments);
  fs::create_directories(out);
  Maker maker(out, batches);
  bool is_well = true;
  for (uint32_t i = 0; i < graphs; ++i) is_well = maker.add(seed + i) && is_well;
  maker.finish();
  return is_well ? 0 : tool::kCheckFailed;
}

}  // namespace
}  // namespace mote::random_graphs

int main(int count, char** arguments) {
  try {
    return mote::random_graphs::run(count, arguments);
  } catch (const mote::tool::Failure& failure) {
    std::cerr << "make_random_cases: " << failure.what() << '\n';
    return failure.status;
  }
}
