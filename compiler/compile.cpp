// SPDX-License-Identifier: Apache-2.0
#include "compile.h"

#include <openssl/sha.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "compress.h"
#include "graph/read_model.h"
#include "graph/write_model.h"
#include "passes/operator_order.h"

namespace mote::compiler {
namespace {

std::string sha256(Span<const uint8_t> bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(bytes.data(), bytes.size(), digest);
  std::string text;
  for (const unsigned char byte : digest) {
    char pair[3];
    std::snprintf(pair, sizeof(pair), "%02x", byte);
    text += pair;
  }
  return text;
}

std::string memory_options_text(const CompileOptions& options) {
  std::string text;
  const MemoryOptions& rows = options.rows;
  if (rows.ram_bytes != 0) text += " --ram " + std::to_string(rows.ram_bytes);
  if (rows.input_by_rows) text += " --input-by-rows";
  if (rows.rows_per_turn != 0) text += " --rows-per-turn " + std::to_string(rows.rows_per_turn);
  if (rows.streaming) text += " --streaming axis=1";
  if (rows.hop != 0) text += " --hop " + std::to_string(rows.hop);
  if (!rows.overlap) text += " --no-overlap";
  if (options.keep_order) text += " --keep-order";
  if (options.extras.steps) text += " --steps";
  if (options.extras.checksum) text += " --checksum";
  if (!options.shared_arena.empty()) text += " --share-arena " + options.shared_arena;
  for (const BufferOption& buffer : options.buffers) {
    const bool is_endless = buffer.last == BufferOption::kLastMoment;
    text += " --buffer " + buffer.name + "=" + std::to_string(buffer.bytes) + ":";
    if (is_endless && buffer.first == 0) text += "always";
    else if (is_endless && buffer.first == BufferOption::kLastMoment) text += "after";
    else if (buffer.last == 0) text += "before";
    else text += std::to_string(buffer.first - 1) + "-" + std::to_string(buffer.last - 1);
  }
  for (const Region& region : options.regions) {
    text += " --region " + region.name + "=" + std::to_string(region.bytes);
  }
  return text;
}

std::string banner(const mote::Model& model, const CompileOptions& options) {
  return "Made by mote " MOTE_VERSION " from " + options.file +
         ". Do not edit: make it again by\n" + "  mote compile " + options.file + " --name " +
         options.name + " --target " + options.target + " --optimize " + options.optimize +
         memory_options_text(options) + " -o DIR\n" +
         "Model: " + std::to_string(model.bytes().size()) + " bytes, sha256 " +
         sha256(model.bytes());
}

/// The target, without its overlays where size matters more.
Target kernels_for(const CompileOptions& options) {
  Target target = target_named(options.target);
  if (options.optimize != "speed") target.dsp = target.scalar = target.mve = false;
  return target;
}

/// The model after the passes; nothing if it stays as it is.
std::optional<Model> optimized(const mote::Model& model, const CompileOptions& options,
                               Compiled& made) {
  if (!options.passes) return std::nullopt;
  try {
    Model graph = read_model(model);
    made.report = optimize(graph, options.without);
    return graph;
  } catch (const Unsupported& reason) {
    made.kept_as_is = reason.what();
    return std::nullopt;
  }
}

/// What each run of a stream makes and keeps.
void count_newest_only(const Stream& stream, Compiled& made) {
  made.state_bytes = made.plan.state_bytes = stream.state_bytes;
  for (MemoryPlan::Step& step : made.plan.steps) {
    const auto found = stream.steps.find(step.index);
    if (found == stream.steps.end()) continue;
    const StreamTensor& tensor = stream.tensors.at(found->second.output);
    step.macs =
        step.macs * static_cast<uint64_t>(tensor.fresh) / static_cast<uint64_t>(tensor.height);
  }
}

SourceOptions source_options(const CompileOptions& options, const std::string& banner,
                             uint32_t step_count) {
  SourceOptions wanted{options.name,    kernels_for(options), banner, options.rows,
                       options.regions, options.shared_arena, {},     {},
                       options.extras};
  const uint32_t last_moment = step_count + 1;
  for (const BufferOption& buffer : options.buffers) {
    wanted.application.push_back({buffer.name, buffer.bytes, std::min(buffer.first, last_moment),
                                  std::min(buffer.last, last_moment)});
  }
  return wanted;
}

/// Writes the sources of a model that stays as it is.
void write(const mote::Model& model, const CompileOptions& options, const std::string& banner,
           Compiled& made) {
  std::optional<Program> prepared(std::in_place, model);
  made.fault = prepared->fault();
  if (!made.fault.ok()) return;
  for (uint32_t i = 0; i < prepared->step_count(); ++i) {
    made.steps.push_back(prepared->entry_of(i));
  }
  SourceOptions wanted = source_options(options, banner, prepared->step_count());
  made.sources = write_sources(*prepared, wanted);
  if (options.compress.compression != Compression::None && made.sources.rows.fits) {
    wanted.compress = options.compress;
    made.sources = write_compressed(model, wanted, prepared);
  }
  Program& program = *prepared;
  made.last_region_needs = program.last_region_needs();
  if (!options.regions.empty() && !made.sources.rows.fits) return;
  made.arena_bytes = program.arena_bytes();
  made.state_bytes = program.state_bytes();
  made.least_arena_bytes = program.least_arena_bytes();
  made.plan = memory_plan_of(program);
  if (made.sources.stream) count_newest_only(*made.sources.stream, made);
  const bool is_shared = !options.shared_arena.empty() && made.sources.rows.fits;
  if (is_shared) made.shared_bytes = program.regions().back().bytes;
}

/// The same for a graph. Throws nothing of its own.
void write(const Model& graph, const CompileOptions& options, const std::string& banner,
           Compiled& made) {
  made.model = write_model(graph);
  const Result<mote::Model> model = mote::Model::verify({made.model.data(), made.model.size()});
  made.fault = model.fault();
  if (made.fault.ok()) write(*model, options, banner, made);
}

}  // namespace

Compiled compile(const mote::Model& model, const CompileOptions& options) {
  Compiled made;
  made.fault = Program(model).fault();
  if (!made.fault.ok()) return made;
  const std::string words = banner(model, options);
  std::optional<Model> graph = optimized(model, options, made);
  if (!graph) {
    write(model, options, words, made);
    return made;
  }
  Compiled given = made;
  write(*graph, options, words, given);
  if (options.keep_order || !given.fault.ok() || !reorder(*graph)) return given;
  write(*graph, options, words, made);
  const bool is_better = made.fault.ok() && made.sources.rows.fits &&
                         (!given.sources.rows.fits || made.arena_bytes < given.arena_bytes);
  made.is_reordered = true;
  return is_better ? made : given;
}

}  // namespace mote::compiler
