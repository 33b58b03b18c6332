// SPDX-License-Identifier: Apache-2.0
#include "compression.h"

#include <utility>

#include "compress.h"
#include "session.h"

namespace mote::tool {
namespace {

using compiler::Compression;

const std::pair<const char*, Compression> kNames[] = {{"none", Compression::None},
                                                      {"palette", Compression::Palette},
                                                      {"huffman", Compression::Huffman},
                                                      {"auto", Compression::Auto}};

struct Totals {
  uint64_t weight_bytes = 0, coded_bytes = 0;
};

Totals totals_of(const compiler::Compiled& made) {
  Totals totals;
  for (const auto& layer : made.sources.compressed) {
    totals.weight_bytes += layer.weight_bytes;
    totals.coded_bytes += layer.coded_bytes;
  }
  return totals;
}

}  // namespace

std::vector<std::string> compression_names() {
  std::vector<std::string> names;
  for (const auto& entry : kNames) names.emplace_back(entry.first);
  return names;
}

Compression compression_named(const std::string& name) {
  for (const auto& [known, compression] : kNames) {
    if (name == known) return compression;
  }
  return Compression::None;
}

void require_reference_kernels(const std::string& compression, const std::string& target,
                               const std::string& optimize) {
  const compiler::Target& core = compiler::target_named(target);
  if (compression == "none" || optimize == "size" || !(core.dsp || core.scalar)) return;
  throw Failure(kUsage, "compile: --compress " + compression + ": the fast kernels of " + target +
                            " read packed weights; give --optimize size too");
}

nlohmann::json compression_json(const compiler::Compiled& made) {
  nlohmann::json layers = nlohmann::json::array();
  for (const auto& layer : made.sources.compressed) {
    layers.push_back({{"step", layer.step},
                      {"function", layer.function},
                      {"code", layer.kind},
                      {"weight_bytes", layer.weight_bytes},
                      {"coded_bytes", layer.coded_bytes},
                      {"scratch_bytes", layer.scratch_bytes}});
  }
  const Totals totals = totals_of(made);
  return {{"weight_bytes", totals.weight_bytes},
          {"coded_bytes", totals.coded_bytes},
          {"decoder_bytes", compiler::decoder_bytes(made.sources.compressed)},
          {"decoded_weights_a_run", totals.weight_bytes},
          {"layers", layers}};
}

std::string compression_line(const compiler::Compiled& made) {
  if (made.sources.compressed.empty()) {
    return "no layer compressed: none saves more than the decoder and its memory take\n";
  }
  const Totals totals = totals_of(made);
  return std::to_string(made.sources.compressed.size()) +
         " layers compressed: " + std::to_string(totals.weight_bytes) + " bytes of weights in " +
         std::to_string(totals.coded_bytes) + ", and about " +
         std::to_string(compiler::decoder_bytes(made.sources.compressed)) +
         " of code (Cortex-M4); each weight is decoded once a run\n";
}

}  // namespace mote::tool
