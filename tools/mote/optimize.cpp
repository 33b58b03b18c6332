// SPDX-License-Identifier: Apache-2.0
// mote optimize: the passes of the compiler, model in, smaller model out.
#include <algorithm>
#include <iomanip>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.h"
#include "describe.h"
#include "evaluate/evaluate.h"
#include "gains.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "session.h"

namespace mote::tool {
namespace {

using compiler::Bytes;
using compiler::Runner;
using nlohmann::json;

/// Runs both models side by side on random inputs; false at the first output that differs. State
/// is kept from run to run.
bool same_bits(const Bytes& before, const Bytes& after, uint32_t runs) {
  Runner a(before);
  Runner b(after);
  for (uint32_t run = 0; run < runs; ++run) {
    std::vector<Bytes> inputs;
    for (uint32_t i = 0; i < a.interpreter().input_count(); ++i) {
      const Tensor t = a.interpreter().input(i);
      inputs.push_back(compiler::random_bytes(t.type(), t.bytes(), run * 1000 + i));
    }
    try {
      if (a.run(inputs) != b.run(inputs)) return false;
    } catch (const compiler::RuntimeFault&) {
      // The model refuses random data, such as indices out of range: nothing to compare.
      a.interpreter().reset();
      b.interpreter().reset();
    }
  }
  return true;
}

void print_report(const json& gains) {
  std::cout << std::left << std::setw(24) << "pass" << std::right << std::setw(9) << "changes"
            << std::setw(11) << "operators" << std::setw(14) << "MACs" << std::setw(14) << "weights"
            << std::setw(14) << "constants"
            << "  (less)\n";
  for (const json& pass : gains["passes"]) {
    const json& saved = pass["saved"];
    std::cout << std::left << std::setw(24) << pass["name"].get<std::string>() << std::right
              << std::setw(9) << pass["changes"].get<uint32_t>() << std::setw(11)
              << saved["operators"].get<int64_t>() << std::setw(14)
              << saved["multiply_accumulates"].get<int64_t>() << std::setw(14)
              << saved["weight_bytes"].get<int64_t>() << std::setw(14)
              << saved["constant_bytes"].get<int64_t>() << '\n';
  }
}

}  // namespace

int optimize(const OptimizeOptions& options) {
  require_passes("optimize", options.without);
  const LoadedModel loaded(options.file);
  (void)needed_ops(loaded);  // throws for what is unsupported
  require(needed_bytes(*loaded.model).fault(), loaded.path, &*loaded.model);
  compiler::Model model = read_graph(loaded);
  const compiler::Report report = compiler::optimize(model, options.without);
  const Bytes out = compiler::write_model(model);
  if (!same_bits(loaded.bytes, out, options.runs)) {
    throw Failure(kCheckFailed, loaded.path +
                                    ": the optimised model gives other bits; nothing is written. "
                                    "Find the pass with --without, and report it");
  }
  write_file(options.output, out.data(), out.size());
  const LoadedModel made(options.output, out);
  json gains = gains_of(report);
  gains["file"] = options.output;
  gains["bytes_before"] = loaded.bytes.size();
  gains["bytes_after"] = out.size();
  gains["arena_bytes_before"] = *needed_bytes(*loaded.model);
  gains["arena_bytes_after"] = *needed_bytes(*made.model);
  gains["runs_compared"] = options.runs;
  if (options.json) {
    std::cout << gains.dump(2) << '\n';
    return 0;
  }
  if (options.report) print_report(gains);
  std::cout << options.output << ": " << gains["bytes_after"] << " bytes (" << gains["bytes_before"]
            << "), arena " << gains["arena_bytes_after"] << " (" << gains["arena_bytes_before"]
            << "), " << sentence_of(gains) << "; same bits in " << options.runs
            << " runs on random inputs\n";
  return 0;
}

}  // namespace mote::tool
