// SPDX-License-Identifier: Apache-2.0
#include "passes/optimize.h"

#include <algorithm>
#include <stdexcept>

#include "evaluate/evaluate.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "passes/uncalled.h"

namespace mote::compiler {
namespace {

constexpr Pass kPasses[] = {
    {"constant_folding", "operators with nothing but constants to read", fold_constants},
    {"identities", "operators that change nothing; reshapes of reshapes", remove_identities},
    {"same_padding", "PAD as the SAME padding of a convolution", merge_padding},
    {"fused_activations", "RELU and its kin inside the operator before", fuse_activations},
    {"transposes", "TRANSPOSE after TRANSPOSE", join_transposes},
    {"quantize_chains", "QUANTIZE and DEQUANTIZE in a row", merge_quantize_chains},
    {"unary_tables", "8-bit elementwise operators in a row as one table", tabulate_unary_chains},
    {"common_subexpressions", "what is computed or stored twice", merge_common_subexpressions},
    {"dead_channels", "channels that are constant or that nobody needs", remove_dead_channels},
    {"unused", "operators and tensors that nobody reads", remove_unused},
};

/// More rounds than any model needs; two passes that undo one another would run for ever.
constexpr uint32_t kMostRounds = 100;

Cost difference(const Cost& a, const Cost& b) {
  return {a.operators - b.operators, a.multiply_accumulates - b.multiply_accumulates,
          a.weight_bytes - b.weight_bytes, a.constant_bytes - b.constant_bytes};
}
Cost sum(const Cost& a, const Cost& b) {
  return {a.operators + b.operators, a.multiply_accumulates + b.multiply_accumulates,
          a.weight_bytes + b.weight_bytes, a.constant_bytes + b.constant_bytes};
}

void run_pass(Model& model, PassReport& report) {
  const Cost before = cost_of(model);
  const uint32_t changes = report.pass->run(model);
  if (changes == 0) return;
  report.changes += changes;
  report.saved = sum(report.saved, difference(before, cost_of(model)));
  try {
    const Runner runner(write_model(model));
  } catch (const RuntimeFault& fault) {
    throw std::logic_error(std::string("pass ") + report.pass->name +
                           " made a model that is refused (" + fault.what() +
                           "); leave it out and report the model");
  }
}

/// A file may lay out an operator's options as no converter does, such as fields that overlap. Written
/// anew they may mean something else.
void require_same_meaning(const Model& model) {
  try {
    const Runner runner(write_model(model));
  } catch (const RuntimeFault& fault) {
    throw Unsupported(std::string("options that cannot be written anew (") + fault.what() + ")");
  }
}

}  // namespace

Span<const Pass> all_passes() { return kPasses; }

Report optimize(Model& model, const std::vector<std::string>& without) {
  require_same_meaning(model);
  const UncalledAside aside(model);
  Report report;
  report.before = cost_of(model);
  for (const Pass& pass : all_passes()) {
    const bool is_left_out = std::find(without.begin(), without.end(), pass.name) != without.end();
    if (!is_left_out) report.passes.push_back({&pass, 0, {}});
  }
  for (uint32_t round = 0; round < kMostRounds; ++round) {
    uint32_t before = 0;
    uint32_t after = 0;
    for (PassReport& pass : report.passes) {
      before += pass.changes;
      run_pass(model, pass);
      after += pass.changes;
    }
    if (after == before) break;
  }
  report.after = cost_of(model);
  return report;
}

}  // namespace mote::compiler
