// SPDX-License-Identifier: Apache-2.0
// mote conform: runs every recorded case under some folders and compares the outputs. Integers
// must be equal; float32 within 4 units in the last place or 1e-6, whichever is wider.
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "describe.h"
#include "entries.h"
#include "evaluate/evaluate.h"
#include "explain.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "passes/optimize.h"
#include "recorded_cases.h"
#include "session.h"
#include "stored_plan.h"

namespace mote::tool {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Case {
 public:
  Case(fs::path folder, const ConformOptions& options, OpList ops)
      : folder_(std::move(folder)), options_(options), ops_(ops) {}

  /// Why the case is beyond what there is; empty otherwise.
  std::string not_covered;
  std::vector<std::string> failures;
  std::set<std::string> operators;
  int runs = 0;

  void run() {
    std::vector<uint8_t> file = read_file(folder_ / "model.tflite");
    if (options_.rewritten || options_.optimized || options_.planned) rewrite(file);
    const uint32_t past = options_.past;
    Arena place(file.size() + past);
    uint8_t* bytes = place.memory().data() + past;
    std::memcpy(bytes, file.data(), file.size());
    const Result<Model> model = Model::verify({bytes, file.size()});
    if (!model.ok()) return refuse(model.fault(), nullptr);
    const auto graph = format::SubgraphView::of(bytes, 0);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      operators.insert(name_of(graph, graph.operator_at(i)));
    }
    const Result<uint32_t> needed =
        needed_bytes(*model, ops_, options_.planned ? ArenaPlan::Stored : ArenaPlan::OfDevice);
    if (!needed.ok()) return refuse(needed.fault(), &*model);
    const json meta = json::parse(read_file(folder_ / "meta.json"));
    for (const json& run : meta.at("runs")) {
      ++runs;
      Arena arena(*needed);
      const auto create = options_.planned ? &Interpreter::create_as_stored : &Interpreter::create;
      Result<Interpreter> interpreter = create(*model, ops_, arena.memory());
      if (!interpreter.ok()) {
        failures.push_back(explain(interpreter.fault(), &*model));
        continue;
      }
      if (!before_.empty()) unchanged_ = std::make_unique<compiler::Runner>(before_);
      for (const fs::path& step : steps_of(folder_ / run.at("dir").get<std::string>())) {
        one_step(*interpreter, step);
      }
    }
  }

 private:
  /// Leaves a file alone that cannot run: run() will say why.
  void rewrite(std::vector<uint8_t>& file) {
    const Result<Model> model = Model::verify({file.data(), file.size()});
    if (!model.ok() || !needed_bytes(*model).ok()) return;
    before_ = file;
    if (options_.planned) {
      file = store_best_plan(LoadedModel(folder_.string(), file), folder_.string()).file;
      return;
    }
    compiler::Model graph = compiler::read_model(*model);
    if (options_.optimized) (void)compiler::optimize(graph);
    file = compiler::write_model(graph);
  }

  void refuse(const Fault& fault, const Model* model) {
    const std::string text = explain(fault, model);
    if (fault.error == Error::OperatorMissing || fault.error == Error::TypeMissing) {
      not_covered = operator_name(fault.detail >> 16) +
                    (fault.error == Error::TypeMissing ? " with these types" : "");
    } else if (fault.error == Error::ModelUnsupported) {
      not_covered = text;
    } else {
      failures.push_back(text);
    }
  }

  void one_step(Interpreter& interpreter, const fs::path& step) {
    const auto fail = [&](const std::string& text) {
      failures.push_back(fs::relative(step, folder_).string() + ": " + text);
    };
    std::vector<std::vector<uint8_t>> inputs;
    for (uint32_t i = 0; i < interpreter.input_count(); ++i) {
      inputs.push_back(recorded_input(step, i));
      const Fault f = interpreter.input(i).write_bytes({inputs[i].data(), inputs[i].size()});
      if (!f.ok()) return fail("input " + std::to_string(i) + ": " + explain(f));
    }
    if (const Fault f = interpreter.invoke(); !f.ok()) return fail(explain(f));
    std::vector<std::vector<uint8_t>> bits;  // of the model before it was rewritten
    if (unchanged_ != nullptr) bits = unchanged_->run(inputs);
    for (uint32_t i = 0; i < interpreter.output_count(); ++i) {
      const Tensor output = interpreter.output(i);
      std::vector<uint8_t> got(output.bytes());
      const Fault f = output.read_bytes({got.data(), got.size()});
      if (unchanged_ != nullptr && got != bits[i]) {
        fail("out" + std::to_string(i) + " has other bits than before the model was rewritten");
      }
      const std::string off =
          f.ok() ? difference(got, output.type(), recorded_output(step, i)) : explain(f);
      if (!off.empty()) fail("out" + std::to_string(i) + " " + off);
    }
  }

  fs::path folder_;
  const ConformOptions& options_;
  OpList ops_;
  std::vector<uint8_t> before_;  ///< the file, if it was rewritten
  std::unique_ptr<compiler::Runner> unchanged_;
};

/// Cases that an operator is part of.
struct Tally {
  int passed = 0, failed = 0, not_covered = 0;
};

void print_table(const std::map<std::string, Tally>& operators) {
  std::cout << std::left << std::setw(34) << "operator" << std::right << std::setw(8) << "passed"
            << std::setw(8) << "failed" << std::setw(13) << "not covered"
            << "  (models)\n";
  for (const auto& [name, tally] : operators) {
    std::cout << std::left << std::setw(34) << name << std::right << std::setw(8) << tally.passed
              << std::setw(8) << tally.failed << std::setw(13) << tally.not_covered << '\n';
  }
}

/// The file that images/conform reads; its format stands there.
class Pack {
 public:
  // What the image has memory for.
  static constexpr size_t kMostModelBytes = 40 * 1024;
  static constexpr size_t kMostArenaBytes = 48 * 1024;
  static constexpr size_t kMostTensorBytes = 12 * 1024;

  explicit Pack(OpList ops) : ops_(ops) {}

  /// False if the case does not fit.
  bool add(const fs::path& folder) {
    const std::vector<uint8_t> bytes = read_file(folder / "model.tflite");
    const Result<Model> model = Model::verify({bytes.data(), bytes.size()});
    if (!model.ok() || bytes.size() > kMostModelBytes) return false;
    const Result<uint32_t> needed = needed_bytes(*model, ops_);
    if (!needed.ok() || *needed > kMostArenaBytes) return false;
    Arena arena(*needed);
    Result<Interpreter> interpreter = Interpreter::create(*model, ops_, arena.memory());
    const uint32_t inputs = interpreter->input_count();
    const uint32_t outputs = interpreter->output_count();
    for (uint32_t i = 0; i < inputs + outputs; ++i) {
      const Tensor t = i < inputs ? interpreter->input(i) : interpreter->output(i - inputs);
      if (t.bytes() > kMostTensorBytes) return false;
    }
    const std::string name =
        (folder.parent_path().filename() / folder.filename()).string().substr(0, 200);
    part({name.begin(), name.end()});
    part(bytes);
    word(*needed);
    const json meta = json::parse(read_file(folder / "meta.json"));
    word(static_cast<uint32_t>(meta.at("runs").size()));
    for (const json& run : meta.at("runs")) {
      const std::vector<fs::path> all = steps_of(folder / run.at("dir").get<std::string>());
      word(static_cast<uint32_t>(all.size()));
      for (const fs::path& step : all) add_step(*interpreter, step);
    }
    ++cases_;
    return true;
  }

  uint32_t write(const std::string& path) {
    std::vector<uint8_t> all;
    std::swap(all, bytes_);
    word(cases_);
    bytes_.insert(bytes_.end(), all.begin(), all.end());
    write_file(path, bytes_.data(), bytes_.size());
    return cases_;
  }

 private:
  void add_step(const Interpreter& interpreter, const fs::path& step) {
    word(interpreter.input_count());
    for (uint32_t i = 0; i < interpreter.input_count(); ++i) {
      part(recorded_input(step, i));
    }
    word(interpreter.output_count());
    for (uint32_t i = 0; i < interpreter.output_count(); ++i) {
      const RecordedOutput wanted = recorded_output(step, i);
      word(interpreter.output(i).type() == TensorType::Float32 ? 1 : 0);
      part(wanted.bytes);
      part(wanted.mask);
    }
  }
  void word(uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<uint8_t>(value >> (8 * i)));
  }
  void part(const std::vector<uint8_t>& bytes) {
    word(static_cast<uint32_t>(bytes.size()));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    bytes_.resize((bytes_.size() + 3) / 4 * 4);
  }

  OpList ops_;
  std::vector<uint8_t> bytes_;
  uint32_t cases_ = 0;
};

int pack(const std::vector<fs::path>& cases, const ConformOptions& options, OpList ops) {
  Pack file(ops);
  std::map<fs::path, uint32_t> taken;  // by folder
  for (const fs::path& folder : cases) {
    uint32_t& count = taken[folder.parent_path()];
    if (count < options.each && file.add(folder)) ++count;
  }
  std::cout << "packed " << file.write(options.pack) << " cases of " << taken.size()
            << " folders\n";
  return 0;
}

}  // namespace

int conform(const ConformOptions& options) {
  std::vector<fs::path> cases;
  for (const std::string& root : options.folders) {
    const std::vector<fs::path> found = find_cases(root);
    cases.insert(cases.end(), found.begin(), found.end());
  }
  const std::vector<const OpDef*> defs = defs_of(entries_for(options.target));
  const OpList ops{defs.data(), defs.size()};
  if (!options.pack.empty()) return pack(cases, options, ops);
  int passed = 0;
  int passed_runs = 0;
  json failed = json::object();
  json not_covered = json::object();
  std::map<std::string, int> reasons;
  std::map<std::string, Tally> operators;
  for (const fs::path& folder : cases) {
    Case one(folder, options, ops);
    one.run();
    const std::string name = folder.string();
    int Tally::*column = &Tally::passed;
    if (!one.not_covered.empty()) {
      column = &Tally::not_covered;
      not_covered[name] = one.not_covered;
      ++reasons[one.not_covered];
    } else if (!one.failures.empty()) {
      column = &Tally::failed;
      failed[name] = one.failures;
      for (const std::string& text : one.failures) {
        std::cerr << "FAILED " << name << ": " << text << '\n';
      }
    } else {
      ++passed;
      passed_runs += one.runs;
      if (options.verbose && !options.json) std::cout << "passed " << name << '\n';
    }
    for (const std::string& op : one.operators) ++(operators[op].*column);
  }
  if (options.json) {
    json by_operator = json::object();
    for (const auto& [name, tally] : operators) {
      by_operator[name] = {
          {"passed", tally.passed}, {"failed", tally.failed}, {"not_covered", tally.not_covered}};
    }
    std::cout << json{{"passed", passed},
                      {"passed_runs", passed_runs},
                      {"failed", failed},
                      {"not_covered", not_covered},
                      {"operators", by_operator}}
                     .dump(2)
              << '\n';
  } else {
    print_table(operators);
    for (const auto& [reason, count] : reasons) {
      std::cout << "not covered: " << reason << " (" << count << " models)\n";
    }
    std::cout << passed << " passed (" << passed_runs << " runs), " << failed.size() << " failed, "
              << not_covered.size() << " not covered. Rule: integers equal, "
              << "float32 within 4 ULP or 1e-6.\n";
  }
  return failed.empty() ? 0 : kCheckFailed;
}

}  // namespace mote::tool
