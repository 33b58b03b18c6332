// SPDX-License-Identifier: Apache-2.0
// Runs compiled models and the interpreter on recorded inputs: both must give the recorded outputs,
// and the same bits as each other. The compiled net lies in guarded memory, and holds noise wherever
// it needn't be zero. Every run is repeated after reset().
#include <algorithm>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "compiled_case.h"
#include "describe.h"
#include "explain.h"
#include "models/memory.h"
#include "mote/mote.h"
#include "recorded_cases.h"
#include "registry/all_ops.h"
#include "session.h"

namespace mote::aot {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Bytes = std::vector<uint8_t>;

/// Memory for a compiled net as it must be before its first run, with noise where zeros are not
/// promised to be needed.
class GuardedNet {
 public:
  explicit GuardedNet(const CompiledCase& one) : memory_(one.net_bytes) {
    std::memset(net(), kNoise, one.net_bytes);
    std::memset(net(), 0, one.state_bytes);
  }
  uint8_t* net() { return memory_.memory().data(); }
  bool is_intact() { return memory_.intact(); }

 private:
  static constexpr uint8_t kNoise = 0x5A;
  models::GuardedArena memory_;
};

Fault fault_of(const mote_fault& fault) {
  return Fault{static_cast<Error>(fault.error), fault.check, fault.op_index, fault.detail};
}

/// Empty, or where bits differ that the mask lets count.
std::string bits_differ(const Bytes& a, const Bytes& b, const Bytes& mask) {
  if (a.size() != b.size()) {
    return std::to_string(a.size()) + " bytes, not " + std::to_string(b.size());
  }
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && (i >= mask.size() || mask[i] != 0)) return "from byte " + std::to_string(i);
  }
  return "";
}

/// What the test does to itself to show that its checks trip.
enum class Sabotage { None, Output, Beside, Kept, Fault };

class Comparison {
 public:
  Comparison(const CompiledCase& one, const fs::path& root, Sabotage sabotage)
      : case_(one), folder_(root / one.folder), sabotage_(sabotage) {}

  std::vector<std::string> failures;
  std::set<std::string> operators;
  int runs = 0;

  void run() {
    const Bytes file = tool::read_file(folder_ / "model.tflite");
    const Result<Model> model = Model::verify({file.data(), file.size()});
    if (!model.ok()) return fail(folder_, tool::explain(model.fault()));
    const auto graph = format::SubgraphView::of(file.data(), 0);
    for (uint32_t i = 0; i < graph.operator_count(); ++i) {
      operators.insert(tool::name_of(graph, graph.operator_at(i)));
    }
    const Result<uint32_t> needed = tool::needed_bytes(*model);
    if (!needed.ok()) return fail(folder_, tool::explain(needed.fault(), &*model));
    const json meta = json::parse(tool::read_file(folder_ / "meta.json"));
    for (const json& run : meta.at("runs")) {
      ++runs;
      tool::Arena arena(*needed);
      Result<Interpreter> interpreter = Interpreter::create(*model, all_ops(), arena.memory());
      const std::vector<fs::path> steps =
          tool::steps_of(folder_ / run.at("dir").get<std::string>());
      GuardedNet net(case_);
      for (const fs::path& step : steps) one_step(net, step, &*interpreter);
      case_.reset(net.net());
      for (const fs::path& step : steps) one_step(net, step, nullptr);
    }
  }

 private:
  void fail(const fs::path& step, const std::string& text) {
    failures.push_back(fs::relative(step, folder_).string() + ": " + text);
  }

  /// Without an interpreter the net runs after a reset.
  void one_step(GuardedNet& net, const fs::path& step, Interpreter* interpreter) {
    const std::string when = interpreter == nullptr ? "after reset: " : "";
    for (uint32_t i = 0; i < case_.inputs.size(); ++i) {
      const Bytes input = tool::recorded_input(step, i);
      const CompiledPort& port = case_.inputs[i];
      if (input.size() != port.bytes) {
        return fail(step, "input " + std::to_string(i) + " has " + std::to_string(port.bytes) +
                              " bytes, recorded " + std::to_string(input.size()));
      }
      if (input.empty()) continue;
      std::memcpy(const_cast<void*>(port.data(net.net())), input.data(), input.size());
      if (interpreter != nullptr)
        (void)interpreter->input(i).write_bytes({input.data(), input.size()});
    }
    if (case_.kept.bytes != 0) std::memset(kept(net), kKeptPattern, case_.kept.bytes);
    const Fault fault = invoke(net);
    if (!is_kept(net)) fail(step, when + "memory that the application keeps was written");
    if (!net.is_intact()) fail(step, when + "memory beside the net was written");
    if (interpreter != nullptr) {
      const Fault theirs = interpreter->invoke();
      if (theirs.error != fault.error || theirs.check != fault.check) {
        return fail(
            step, "compiled: " + tool::explain(fault) + "; interpreter: " + tool::explain(theirs));
      }
    }
    if (!fault.ok()) return fail(step, when + tool::explain(fault));
    for (uint32_t i = 0; i < case_.outputs.size(); ++i) one_output(net, step, i, interpreter, when);
  }

  uint8_t* kept(GuardedNet& net) const {
    return static_cast<uint8_t*>(const_cast<void*>(case_.kept.data(net.net())));
  }
  bool is_kept(GuardedNet& net) const {
    if (case_.kept.bytes == 0) return true;
    const uint8_t* const begin = kept(net);
    return std::all_of(begin, begin + case_.kept.bytes,
                       [](uint8_t byte) { return byte == kKeptPattern; });
  }

  Fault invoke(GuardedNet& net) {
    const Fault fault = fault_of(case_.invoke(net.net()));
    switch (sabotage_) {
      case Sabotage::None: return fault;
      case Sabotage::Output:
        *static_cast<uint8_t*>(const_cast<void*>(case_.outputs[0].data(net.net()))) ^= 0x40;
        return fault;
      case Sabotage::Beside: net.net()[case_.net_bytes] ^= 1; return fault;
      case Sabotage::Kept:
        if (case_.kept.bytes != 0) kept(net)[case_.kept.bytes / 2] ^= 1;
        return fault;
      case Sabotage::Fault: return Fault{Error::DataRefused, 1, 0, 0};
    }
    return fault;
  }

  void one_output(GuardedNet& net, const fs::path& step, uint32_t i, Interpreter* interpreter,
                  const std::string& when) {
    const std::string name = when + "out" + std::to_string(i);
    const CompiledPort& port = case_.outputs[i];
    Bytes got(port.bytes);
    if (port.bytes != 0) std::memcpy(got.data(), port.data(net.net()), port.bytes);
    const tool::RecordedOutput wanted = tool::recorded_output(step, i);
    if (interpreter != nullptr) {
      const Tensor output = interpreter->output(i);
      Bytes theirs(output.bytes());
      (void)output.read_bytes({theirs.data(), theirs.size()});
      types_[i] = output.type();
      const std::string bits = bits_differ(got, theirs, wanted.mask);
      if (!bits.empty()) fail(step, name + " is not the interpreter's: " + bits);
    }
    const std::string off = tool::difference(got, types_[i], wanted);
    if (!off.empty()) fail(step, name + " " + off);
  }

  static constexpr uint8_t kKeptPattern = 0xC3;
  const CompiledCase& case_;
  fs::path folder_;
  Sabotage sabotage_;
  std::map<uint32_t, TensorType> types_;  ///< of outputs
};

/// True if the interpreter has the same fault.
bool is_refused_by_both(const RefusedCase& one, const fs::path& root) {
  const Bytes file = tool::read_file(root / one.folder / "model.tflite");
  const Result<Model> model = Model::verify({file.data(), file.size()});
  const Fault fault = model.ok() ? tool::needed_bytes(*model).fault() : model.fault();
  return static_cast<uint8_t>(fault.error) == one.error && fault.check == one.check;
}

struct Tally {
  int passed = 0, failed = 0;
};

class Report {
 public:
  void add(const std::string& folder, const Comparison& one) {
    const bool well = one.failures.empty();
    well ? ++passed_ : ++failed_;
    if (well) passed_runs_ += one.runs;
    for (const std::string& op : one.operators) {
      well ? ++operators_[op].passed : ++operators_[op].failed;
    }
    if (!well) failures_[folder] = one.failures;
    for (const std::string& text : one.failures) {
      std::cerr << "FAILED " << folder << ": " << text << '\n';
    }
  }
  void add(const RefusedCase& one, bool by_both) {
    by_both ? ++refused_ : ++failed_;
    std::cerr << (by_both ? "refused by both: " : "FAILED: not compiled, but interpreted: ")
              << one.folder << '\n';
    if (!by_both) failures_[one.folder] = {"not compiled"};
  }

  int print(bool as_json, int least) const {
    if (as_json) {
      json by_operator = json::object();
      for (const auto& [name, tally] : operators_) {
        by_operator[name] = {{"passed", tally.passed}, {"failed", tally.failed}};
      }
      std::cout << json{{"passed", passed_},
                        {"passed_runs", passed_runs_},
                        {"failed", failures_},
                        {"refused_by_both", refused_},
                        {"operators", by_operator}}
                       .dump(2)
                << '\n';
    } else {
      std::cout << std::left << std::setw(34) << "operator" << std::right << std::setw(8)
                << "passed" << std::setw(8) << "failed"
                << "  (models)\n";
      for (const auto& [name, tally] : operators_) {
        std::cout << std::left << std::setw(34) << name << std::right << std::setw(8)
                  << tally.passed << std::setw(8) << tally.failed << '\n';
      }
      std::cout << passed_ << " passed (" << passed_runs_ << " runs), " << failed_ << " failed, "
                << refused_
                << " refused by compiler and interpreter. Rule: the interpreter's bits; "
                << "recorded integers equal, float32 within 4 ULP or 1e-6.\n";
    }
    if (passed_ < least) std::cerr << "at least " << least << " cases must pass\n";
    return failed_ == 0 && passed_ >= least ? 0 : tool::kCheckFailed;
  }

 private:
  int passed_ = 0, passed_runs_ = 0, failed_ = 0, refused_ = 0;
  std::map<std::string, std::vector<std::string>> failures_;
  std::map<std::string, Tally> operators_;
};

int run(int count, char** arguments) {
  CLI::App app("Compares compiled models with the interpreter and with recorded outputs.");
  std::string root;
  std::string part;
  Sabotage sabotage = Sabotage::None;
  int least = 0;
  bool as_json = false;
  app.add_option("ROOT", root, "folder of the recorded cases, as make_cases had it")->required();
  app.add_option("--part", part, "only cases whose folder begins like this, such as ops/add");
  app.add_option("--sabotage", sabotage, "spoil each run so that the checks must trip")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Sabotage>{{"output", Sabotage::Output},
                                                                  {"beside", Sabotage::Beside},
                                                                  {"kept", Sabotage::Kept},
                                                                  {"fault", Sabotage::Fault}}));
  app.add_option("--least", least, "fewest cases that must pass");
  app.add_flag("--json", as_json, "the result as JSON");
  CLI11_PARSE(app, count, arguments);
  Report report;
  const auto is_meant = [&](const char* folder) {
    return std::string_view(folder).rfind(part, 0) == 0;
  };
  for (const Span<const CompiledCase>& batch : kBatches) {
    for (const CompiledCase& one : batch) {
      if (!is_meant(one.folder)) continue;
      Comparison comparison(one, root, sabotage);
      comparison.run();
      report.add(one.folder, comparison);
    }
  }
  for (const RefusedCase& one : kRefused) {
    if (is_meant(one.folder)) report.add(one, is_refused_by_both(one, root));
  }
  return report.print(as_json, least);
}

}  // namespace
}  // namespace mote::aot

int main(int count, char** arguments) {
  try {
    return mote::aot::run(count, arguments);
  } catch (const mote::tool::Failure& failure) {
    std::cerr << "compare_cases: " << failure.what() << '\n';
    return failure.status;
  }
}
